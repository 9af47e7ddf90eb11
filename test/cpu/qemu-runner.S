# The guest half of the oracle in qemu-oracle.ts: a Linux program that runs instructions on given register states.
#
# Standard input is a sequence of groups: the number of code words, the number of vectors, the code, then the vectors. Each
# vector is a record (layout in oracle-record.ts) with the state before; it is written to standard output with the state
# after. Vectors are read and written many at a time. All of the state block lies below 0x8000, so that every register can be
# loaded and stored without a base register.

        .equ    RECORD, 0x2000          # RECORD_ADDRESS
        .equ    RECORD_BYTES, 0x300
        .equ    BATCH, 256              # vectors read at once
        .equ    OUTCOME, RECORD + 4
        .equ    STATUS, RECORD + 8      # the FPSCR, as a doubleword
        .equ    CONDITION, RECORD + 16
        .equ    XER_IMAGE, RECORD + 20
        .equ    CTR_IMAGE, RECORD + 24
        .equ    LR_IMAGE, RECORD + 28
        .equ    GPRS, RECORD + 32
        .equ    FPRS, RECORD + 160

        # Linux's ucontext on 32-bit PowerPC: a pointer to the registers, which it calls by these indices
        .equ    UC_REGS, 48
        .equ    PT_CTR, 35
        .equ    PT_LR, 36
        .equ    PT_XER, 37
        .equ    PT_CR, 38
        .equ    MC_FREGS, 48 * 4

        .equ    SYS_EXIT, 1
        .equ    SYS_READ, 3
        .equ    SYS_WRITE, 4
        .equ    SYS_RT_SIGACTION, 173
        .equ    SYS_SIGALTSTACK, 185

        .section .record, "aw"
record: .space  RECORD_BYTES
saved_stack:
        .long   0
code_words:
        .long   0
vectors:
        .long   0                       # of the group, not yet read
batch:  .long   0                       # of those read, not yet run
batch_bytes:
        .long   0
cursor: .long   0                       # where in the buffer the next one is
leave:  ba      finish                  # a template: put after the code

        .section .code, "awx"           # CODE_ADDRESS
code:   .space  0x3000

        .section .stack, "aw", @nobits  # STACK_ADDRESS
        .space  0x2000

        .text
        .globl  _start
_start: stw     1, saved_stack(0)
        li      0, SYS_SIGALTSTACK
        lis     3, alternate@ha
        addi    3, 3, alternate@l
        li      4, 0
        sc
        li      3, 4                    # SIGILL
        bl      catch
        li      3, 5                    # SIGTRAP
        bl      catch
        li      3, 7                    # SIGBUS
        bl      catch
        li      3, 8                    # SIGFPE
        bl      catch
        li      3, 11                   # SIGSEGV
        bl      catch

group:  li      4, code_words
        li      5, 8
        bl      read_all
        li      4, code
        lwz     5, code_words(0)
        slwi    5, 5, 2
        bl      read_all
        lwz     5, code_words(0)
        slwi    5, 5, 2
        li      4, code
        add     5, 4, 5
        lwz     6, leave(0)
        stw     6, 0(5)
flush:  dcbst   0, 4
        sync
        icbi    0, 4
        addi    4, 4, 4
        cmplw   4, 5
        ble     flush
        isync

next_batch:
        lwz     6, vectors(0)
        cmpwi   6, 0
        beq     group
        cmpwi   6, BATCH
        ble     1f
        li      6, BATCH
1:      lwz     5, vectors(0)
        subf    5, 6, 5
        stw     5, vectors(0)
        stw     6, batch(0)
        mulli   5, 6, RECORD_BYTES
        stw     5, batch_bytes(0)
        lis     4, buffer@h
        stw     4, cursor(0)
        bl      read_all

vector: lwz     4, cursor(0)
        addi    4, 4, -4
        li      5, record - 4
        bl      copy_record

        lfd     0, STATUS(0)
        mtfsf   255, 0
        .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        lfd     \n, FPRS + 8 * \n(0)
        .endr
        lwz     0, CONDITION(0)
        mtcrf   255, 0
        lwz     0, XER_IMAGE(0)
        mtxer   0
        lwz     0, CTR_IMAGE(0)
        mtctr   0
        lwz     0, LR_IMAGE(0)
        mtlr    0
        lwz     0, GPRS(0)
        lmw     1, GPRS + 4(0)
        ba      code

finish: stmw    0, GPRS(0)
        .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        stfd    \n, FPRS + 8 * \n(0)
        .endr
        mffs    0
        stfd    0, STATUS(0)
        mfcr    0
        stw     0, CONDITION(0)
        mfxer   0
        stw     0, XER_IMAGE(0)
        mfctr   0
        stw     0, CTR_IMAGE(0)
        mflr    0
        stw     0, LR_IMAGE(0)
        li      0, 0
        stw     0, STATUS(0)
        stw     0, OUTCOME(0)

report: lwz     1, saved_stack(0)
        li      4, record - 4
        lwz     5, cursor(0)
        addi    5, 5, -4
        bl      copy_record
        addi    5, 5, 4
        stw     5, cursor(0)
        lwz     6, batch(0)
        addic.  6, 6, -1
        stw     6, batch(0)
        bne     vector

        lis     7, buffer@h
        lwz     8, batch_bytes(0)
write:  li      0, SYS_WRITE
        li      3, 1
        mr      4, 7
        mr      5, 8
        sc
        add     7, 7, 3
        subf.   8, 3, 8
        bne     write
        b       next_batch

# Copies a record from behind r4 to behind r5, and moves both.
copy_record:
        li      6, RECORD_BYTES / 4
        mtctr   6
2:      lwzu    6, 4(4)
        stwu    6, 4(5)
        bdnz    2b
        blr

# A signal (r3; r5 its ucontext): its number becomes the outcome, and the registers it found are reported. The handler never
# returns; the next one starts on a fresh stack.
caught: stw     3, OUTCOME(0)
        lwz     5, UC_REGS(5)
        li      4, 0
save:   slwi    6, 4, 2
        lwzx    7, 5, 6
        stw     7, GPRS(6)
        addi    4, 4, 1
        cmpwi   4, 32
        bne     save
        lwz     6, 4 * PT_CTR(5)
        stw     6, CTR_IMAGE(0)
        lwz     6, 4 * PT_LR(5)
        stw     6, LR_IMAGE(0)
        lwz     6, 4 * PT_XER(5)
        stw     6, XER_IMAGE(0)
        lwz     6, 4 * PT_CR(5)
        stw     6, CONDITION(0)
        .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        lfd     0, MC_FREGS + 8 * \n(5)
        stfd    0, FPRS + 8 * \n(0)
        .endr
        lwz     6, MC_FREGS + 8 * 32 + 4(5)
        stw     6, STATUS + 4(0)
        b       report

catch:  li      0, SYS_RT_SIGACTION
        lis     4, action@ha
        addi    4, 4, action@l
        li      5, 0
        li      6, 8
        sc
        blr

# Reads r5 bytes to r4; ends the program at the end of the input.
read_all:
        mr      7, 4
        mr      8, 5
next:   cmpwi   8, 0
        beqlr
        li      0, SYS_READ
        li      3, 0
        mr      4, 7
        mr      5, 8
        sc
        cmpwi   3, 0
        ble     done
        add     7, 7, 3
        subf    8, 3, 8
        b       next
done:   li      0, SYS_EXIT
        li      3, 0
        sc

        .data
        .balign 16
action: .long   caught, 0x48000004, 0, 0, 0     # SA_NODEFER | SA_ONSTACK | SA_SIGINFO
alternate:
        .long   signal_stack, 0, 65536
        # Where random stack pointers do not fall: Linux takes one inside for its own
        .section .signals, "aw", @nobits
signal_stack:
        .space  65536
        .section .buffer, "aw", @nobits # at a multiple of 0x10000
buffer: .space  RECORD_BYTES * BATCH
