.intel_syntax noprefix
.globl _start
_start: xor r12d,r12d
1: mov eax,57
 syscall
 test rax,rax
 jz 3f
 js 2f
 inc r12d
 cmp r12d,100000
 jne 1b
2: mov edi,1
 mov esi,0x400200
 mov edx,8
 mov [rsi],r12d
 mov eax,1
 syscall
3: xor edi,edi
 mov eax,231
 syscall
