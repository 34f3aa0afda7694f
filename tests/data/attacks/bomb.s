.intel_syntax noprefix
.globl _start
_start: xor r12d,r12d
 mov eax,39
 syscall
 mov r13,rax
1: mov eax,57
 syscall
 inc r12d
 cmp r12d,2000
 je 2f
 test rax,rax
 jns 1b
 mov eax,39
 syscall
 cmp rax,r13
 jne 1b
2: mov eax,39
 syscall
 cmp rax,r13
 jne 3f
 mov edi,1
 mov esi,0x400200
 mov edx,8
 mov [rsi],r12d
 mov eax,1
 syscall
3: xor edi,edi
 mov eax,231
 syscall
