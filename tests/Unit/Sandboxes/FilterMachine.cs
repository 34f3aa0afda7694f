using System.Buffers.Binary;

namespace Vitrine.Unit.Sandboxes;

/// <summary>Runs a classic BPF program as the kernel does for seccomp, for whichever processor: struct seccomp_data is number, architecture, instruction pointer, six arguments.</summary>
internal static class FilterMachine
{
    public static uint Run(byte[] program, uint architecture, uint number, params ulong[] arguments)
    {
        var data = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(data, number);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), architecture);
        for (var at = 0; at < arguments.Length; at++) BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(16 + (8 * at)), arguments[at]);

        var accumulator = 0u;
        for (var at = 0; at < program.Length / 8; at++)
        {
            var instruction = program.AsSpan(at * 8, 8);
            var (code, yes, no, value) = (BinaryPrimitives.ReadUInt16LittleEndian(instruction), instruction[2], instruction[3], BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]));
            switch (code)
            {
                case 0x20:
                    // The kernel takes whole words at their places alone.
                    if (value % 4 != 0 || value > 60) throw new InvalidOperationException($"Instruction {at} loads from {value}.");
                    accumulator = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)value));
                    break;
                case 0x15:
                    at += accumulator == value ? yes : no;
                    break;
                case 0x35:
                    at += accumulator >= value ? yes : no;
                    break;
                case 0x45:
                    at += (accumulator & value) != 0 ? yes : no;
                    break;
                case 0x06:
                    return value;
                default:
                    throw new InvalidOperationException($"Instruction {at} is none that is known: {code:x}.");
            }
        }

        throw new InvalidOperationException("The program has no end.");
    }
}
