using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>
/// Programs for x86_64 and aarch64 of a few hundred bytes that need no library, as a sandbox has none to make system calls by name. The machine code is that of the <c>.s</c> files under
/// <c>tests/data/attacks</c>, which say <c>as</c> and <c>objcopy -O binary -j .text</c> how to make it again.
/// </summary>
internal static class TinyProgram
{
    /// <summary>Where the table of calls and what it points to lie in memory.</summary>
    public const int Table = 0x400200, Data = 0x404000;

    private const int Base = 0x400000, HeaderBytes = 64, SegmentBytes = 56;

    private const string CallsCode = "uwACQABIiwNIg/j/dC9Ii3sISItzEEiLUxhMi1MgTItDKEyLSzAPBUiJA0iFwHUHSIN7OAB1HUiDw0DryL8BAAAAvgACQABIidpIKfK4AQAAAA8FMf+45wAAAA8F";
    private const string BombCode = "RTHkuCcAAAAPBUmJxbg5AAAADwVB/8RBgfzQBwAAdBFIhcB56LgnAAAADwVMOeh13LgnAAAADwVMOeh1Gb8BAAAAvgACQAC6CAAAAESJJrgBAAAADwUx/7jnAAAADwU=";
    private const string ZombiesCode = "RTHkuDkAAAAPBUiFwHQneAxB/8RBgfyghgEAdea/AQAAAL4AAkAAuggAAABEiSa4AQAAAA8FMf+45wAAAA8F";
    private const string CallsCodeOnArm = "E0CA0hMIoPL0AxOqaAJA+R8FALFgAQBUYIZAqWKOQalklkKpAQAA1GACAPlgAAC1aR5A+QkBALVzAgGR9P//FyAAgNLhAxSqYgIUywgIgNIBAADUAACA0sgLgNIBAADU";
    private const string BombCodeOnArm = "FQCA0ogVgNIBAADU9AMAqiACgNIBAIDSAgCA0gMAgNIEAIDSiBuA0gEAANS1BgCRv0If8cAAAFTA/v+2iBWA0gEAANQfABTrQf7/VIgVgNIBAADUHwAU6wEBAFQBQIDSAQig8jUAAPkgAIDSAgGA0ggIgNIBAADUAACA0sgLgNIBAADU";
    private const string ZombiesCodeOnArm = "FQCA0iACgNIBAIDSAgCA0gMAgNIEAIDSiBuA0gEAANTAAQC0wAD4t7UGAJEJ1JDSKQCg8r8CCeth/v9UAUCA0gEIoPI1AAD5IACA0gIBgNIICIDSAQAA1AAAgNLIC4DSAQAA1A==";
    private const string OldCallsCode = "uBQAAADNgL8BAAAAvgACQAC6CAAAALgBAAAADwUx/7jnAAAADwU=";

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Forks two thousand times, and each child does the same; its first process writes how often it could until the kernel refused, and ends.</summary>
    public static byte[] ForkBomb => Write(IsArm ? BombCodeOnArm : BombCode, []);

    /// <summary>Forks children that end at once and are never waited for; writes how many.</summary>
    public static byte[] Zombies => Write(IsArm ? ZombiesCodeOnArm : ZombiesCode, []);

    /// <summary>For x86_64 alone: makes a system call by the gate of 32-bit programs, and writes something when it is still there afterwards.</summary>
    public static byte[] OldCalls => Write(OldCallsCode, []);

    /// <summary>Makes the calls one after the other, and writes the table back with the results in the place of the numbers.</summary>
    public static byte[] Calls(IEnumerable<RawCall> calls, byte[] data)
    {
        var content = new byte[Data - Base + data.Length];
        var at = Table - Base;
        foreach (var call in calls)
        {
            BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(at), call.Number!.Value);
            for (var argument = 0; argument < call.Arguments.Count; argument++) BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(at + 8 + (8 * argument)), call.Arguments[argument]);
            BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(at + 56), call.Forks ? 1 : 0);
            at += 64;
        }

        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(at), -1);
        if (at + 8 > Data - Base) throw new InvalidOperationException("There are too many calls.");
        data.CopyTo(content.AsSpan(Data - Base));
        return Write(IsArm ? CallsCodeOnArm : CallsCode, content);
    }

    private static byte[] Write(string code, byte[] content)
    {
        var file = content.Length > 0 ? content : new byte[Table - Base + 8];
        // ELF, 64 bits, little endian, executable, x86_64 (62) or aarch64 (183), entry right behind the two headers.
        byte[] head = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, (byte)(IsArm ? 183 : 62), 0, 1, 0, 0, 0];
        head.CopyTo(file, 0);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(24), Base + HeaderBytes + SegmentBytes);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(32), HeaderBytes);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(52), HeaderBytes);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(54), SegmentBytes);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(56), 1);
        // One segment: the whole file, readable, writable, executable.
        var segment = file.AsSpan(HeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(segment, 1);
        BinaryPrimitives.WriteInt32LittleEndian(segment[4..], 7);
        BinaryPrimitives.WriteInt64LittleEndian(segment[16..], Base);
        BinaryPrimitives.WriteInt64LittleEndian(segment[24..], Base);
        BinaryPrimitives.WriteInt64LittleEndian(segment[32..], file.Length);
        BinaryPrimitives.WriteInt64LittleEndian(segment[40..], file.Length);
        BinaryPrimitives.WriteInt64LittleEndian(segment[48..], IsArm ? 0x10000 : 4096); // the largest page
        Convert.FromBase64String(code).CopyTo(file, HeaderBytes + SegmentBytes);
        return file;
    }
}
