.intel_syntax noprefix
.globl _start
_start: mov eax,20
 int 0x80
 mov edi,1
 mov esi,0x400200
 mov edx,8
 mov eax,1
 syscall
 xor edi,edi
 mov eax,231
 syscall
