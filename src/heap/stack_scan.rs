//! The native stack as roots: where it is, and the registers that may hold the only pointer.

/// An address in the caller's frame or just below it.
#[inline(never)]
pub fn native_stack_pointer() -> usize {
    let here = 0usize;
    std::hint::black_box(&raw const here) as usize
}

/// Overwrites what earlier calls left on the stack below the caller's frame, as far as the collector's own frames reach.
#[inline(never)]
pub fn clear_stack_below() {
    std::hint::black_box(&mut [0usize; 512]);
}

/// Calls `f` with the address of a copy of the callee-saved registers, which lies on the stack: scanning from that
/// address up sees every value that the callers hold.
#[inline(never)]
pub fn with_saved_registers<R>(f: impl FnOnce(usize) -> R) -> R {
    let mut saved = [0usize; 16];
    // SAFETY: stores registers into an array of ours and touches nothing else.
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    unsafe {
        std::arch::asm!(
            "mov [{p}], rbx", "mov [{p} + 8], rbp", "mov [{p} + 16], r12", "mov [{p} + 24], r13",
            "mov [{p} + 32], r14", "mov [{p} + 40], r15",
            p = in(reg) saved.as_mut_ptr(), options(nostack, preserves_flags)
        );
    }
    // SAFETY: as above.
    #[cfg(all(target_arch = "aarch64", not(miri)))]
    unsafe {
        std::arch::asm!(
            "stp x19, x20, [{p}]", "stp x21, x22, [{p}, 16]", "stp x23, x24, [{p}, 32]",
            "stp x25, x26, [{p}, 48]", "stp x27, x28, [{p}, 64]", "str x29, [{p}, 80]",
            p = in(reg) saved.as_mut_ptr(), options(nostack, preserves_flags)
        );
    }
    let result = f(saved.as_ptr() as usize);
    std::hint::black_box(&saved);
    result
}
