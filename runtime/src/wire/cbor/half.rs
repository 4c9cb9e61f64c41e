//! Numbers of 16 bits, which Rust has no type for yet: one function is less than a crate.

/// 2^-24: the smallest step of the format.
const STEP: f32 = 1.0 / 16_777_216.0;

/// How much larger the exponents of 32-bit numbers are.
const BIAS: u32 = 127 - 15;

/// The value of a half-precision number; every one is exact in more bits.
pub(super) fn widen(bits: u16) -> f64 {
    let sign = u32::from(bits & 0x8000) << 16;
    let exponent = u32::from(bits >> 10 & 0x1f);
    let fraction = u32::from(bits & 0x3ff);
    let magnitude = match exponent {
        0 => (fraction as f32 * STEP).to_bits(),
        0x1f => 0x7f80_0000 | fraction << 13,
        _ => (exponent + BIAS) << 23 | fraction << 13,
    };
    f64::from(f32::from_bits(sign | magnitude))
}
