//! The cyclic redundancy checks that S3 takes.
//!
//! Sixty lines instead of a crate: there is none in the tree of dependencies, and one that computes
//! all three brings several with it.

/// A check whose bits are in reflected order, that begins with ones and ends inverted: all three
/// are of that kind, and differ in width and polynomial.
#[derive(Debug)]
pub(super) struct Crc {
    table: [u64; 256],
    /// The bits of the check.
    mask: u64,
    /// How many bytes that is.
    width: usize,
}

/// CRC-32, as in zip files.
pub(super) static CRC32: Crc = Crc::new(0xEDB8_8320, 4);

/// CRC-32C, with Castagnoli's polynomial.
pub(super) static CRC32C: Crc = Crc::new(0x82F6_3B78, 4);

/// CRC-64/NVME.
pub(super) static CRC64_NVME: Crc = Crc::new(0x9A6C_9329_AC4B_C9B5, 8);

impl Crc {
    const fn new(polynomial: u64, width: usize) -> Self {
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < table.len() {
            table[byte] = Crc::of_byte(byte as u64, polynomial);
            byte += 1;
        }
        Crc { table, mask: u64::MAX >> (64 - 8 * width), width }
    }

    const fn of_byte(byte: u64, polynomial: u64) -> u64 {
        let mut value = byte;
        let mut bit = 0;
        while bit < 8 {
            let low = value & 1;
            value = (value >> 1) ^ (polynomial * low);
            bit += 1;
        }
        value
    }

    /// The check of these bytes, the most significant byte first.
    pub(super) fn digest(&self, bytes: &[u8]) -> Vec<u8> {
        let check = bytes.iter().fold(self.mask, |value, byte| {
            let index = usize::from(value.to_le_bytes()[0] ^ byte);
            self.table.get(index).unwrap_or(&0) ^ (value >> 8)
        });
        let all = (check ^ self.mask).to_be_bytes();
        all.get(all.len() - self.width..).unwrap_or(&all).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checks_are_those_of_the_catalogue() {
        let cases: [(&Crc, &[u8], &[u8]); 6] = [
            (&CRC32, b"123456789", &[0xCB, 0xF4, 0x39, 0x26]),
            (&CRC32C, b"123456789", &[0xE3, 0x06, 0x92, 0x83]),
            (&CRC64_NVME, b"123456789", &[0xAE, 0x8B, 0x14, 0x86, 0x0A, 0x79, 0x98, 0x88]),
            (&CRC32, b"", &[0; 4]),
            (&CRC32C, &[0; 32], &[0x8A, 0x91, 0x36, 0xAA]),
            (&CRC64_NVME, b"", &[0; 8]),
        ];
        for (crc, bytes, expected) in cases {
            assert_eq!(crc.digest(bytes), expected);
        }
    }
}
