.globl _start
_start: mov x21, 0
 mov x8, 172
 svc 0
 mov x20, x0
1: mov x0, 17
 mov x1, 0
 mov x2, 0
 mov x3, 0
 mov x4, 0
 mov x8, 220
 svc 0
 add x21, x21, 1
 cmp x21, 2000
 b.eq 2f
 tbz x0, 63, 1b
 mov x8, 172
 svc 0
 cmp x0, x20
 b.ne 1b
2: mov x8, 172
 svc 0
 cmp x0, x20
 b.ne 3f
 movz x1, 0x200
 movk x1, 0x40, lsl 16
 str x21, [x1]
 mov x0, 1
 mov x2, 8
 mov x8, 64
 svc 0
3: mov x0, 0
 mov x8, 94
 svc 0
