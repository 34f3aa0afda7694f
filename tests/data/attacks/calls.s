.intel_syntax noprefix
.globl _start
_start: mov ebx, 0x400200
1: mov rax,[rbx]
 cmp rax,-1
 je 3f
 mov rdi,[rbx+8]
 mov rsi,[rbx+16]
 mov rdx,[rbx+24]
 mov r10,[rbx+32]
 mov r8,[rbx+40]
 mov r9,[rbx+48]
 syscall
 mov [rbx],rax
 test rax,rax
 jnz 2f
 cmp qword ptr [rbx+56],0
 jne 4f
2: add rbx,64
 jmp 1b
3: mov edi,1
 mov esi,0x400200
 mov rdx,rbx
 sub rdx,rsi
 mov eax,1
 syscall
4: xor edi,edi
 mov eax,231
 syscall
