.globl _start
_start: mov x21, 0
1: mov x0, 17
 mov x1, 0
 mov x2, 0
 mov x3, 0
 mov x4, 0
 mov x8, 220
 svc 0
 cbz x0, 3f
 tbnz x0, 63, 2f
 add x21, x21, 1
 movz x9, 0x86a0
 movk x9, 1, lsl 16
 cmp x21, x9
 b.ne 1b
2: movz x1, 0x200
 movk x1, 0x40, lsl 16
 str x21, [x1]
 mov x0, 1
 mov x2, 8
 mov x8, 64
 svc 0
3: mov x0, 0
 mov x8, 94
 svc 0
