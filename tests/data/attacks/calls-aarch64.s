.globl _start
_start: movz x19, 0x200
 movk x19, 0x40, lsl 16
 mov x20, x19
1: ldr x8, [x19]
 cmn x8, 1
 b.eq 3f
 ldp x0, x1, [x19, 8]
 ldp x2, x3, [x19, 24]
 ldp x4, x5, [x19, 40]
 svc 0
 str x0, [x19]
 cbnz x0, 2f
 ldr x9, [x19, 56]
 cbnz x9, 4f
2: add x19, x19, 64
 b 1b
3: mov x0, 1
 mov x1, x20
 sub x2, x19, x20
 mov x8, 64
 svc 0
4: mov x0, 0
 mov x8, 94
 svc 0
