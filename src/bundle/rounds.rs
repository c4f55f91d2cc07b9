//! The rounds of the key derivations, on the bare compression functions.
//!
//! Hundreds of thousands of rounds hash one short block each. Padding it once and keeping the
//! chaining values as words makes a round one or two calls of optimized code, in every profile.

use zeroize::Zeroize;

/// Makes a hash function's rounds from its compression function.
macro_rules! rounds {
    ($(#[$doc:meta])* $name:ident, $word:ty, $words:literal, $block:literal, $compress:path) => {
        $(#[$doc])*
        pub(super) struct $name {
            start: [$word; $words],
            digest_words: usize,
        }

        impl $name {
            /// The function that starts at `start` and gives `digest_words` words of its state.
            pub(super) const fn new(start: [$word; $words], digest_words: usize) -> Self {
                Self { start, digest_words }
            }

            /// A block that ends a message whose last piece is one digest, after `blocks` full ones.
            fn last_block(&self, blocks: usize) -> [u8; $block] {
                let digest = self.digest_words.saturating_mul(size_of::<$word>());
                let bits = blocks
                    .saturating_mul($block)
                    .saturating_add(digest)
                    .saturating_mul(8)
                    .to_be_bytes();
                let mut block = [0; $block];
                if let Some(mark) = block.get_mut(digest) {
                    *mark = 0x80;
                }
                for (to, from) in block.iter_mut().rev().zip(bits.iter().rev()) {
                    *to = *from;
                }
                block
            }

            fn read(&self, digest: &[u8]) -> [$word; $words] {
                let mut words = [0; $words];
                let pieces = digest.chunks_exact(size_of::<$word>());
                for (word, piece) in words.iter_mut().zip(pieces) {
                    *word = piece
                        .iter()
                        .fold(0, |sum, byte| (sum << 8) | <$word>::from(*byte));
                }
                words
            }

            fn write(&self, state: &[$word; $words], to: &mut [u8]) {
                let words = state.map(<$word>::to_be_bytes);
                let length = self.digest_words.saturating_mul(size_of::<$word>());
                if let Some((to, from)) = to.get_mut(..length).zip(words.as_flattened().get(..length)) {
                    to.copy_from_slice(from);
                }
            }

            /// Hashes `digest` over and over, `times` times.
            pub(super) fn hash_again(&self, digest: &mut [u8], times: u32) {
                let mut block = self.last_block(0);
                let mut state = self.read(digest);
                for _ in 0..times {
                    self.write(&state, &mut block);
                    state = self.start;
                    $compress(&mut state, std::slice::from_ref(&block));
                }
                self.write(&state, digest);
                block.zeroize();
                state.zeroize();
            }

            /// Replaces `digest` by the sum of itself and of `times` more HMACs, each of the one before;
            /// `key` is at most one block long.
            pub(super) fn sum_of_hmacs(&self, key: &[u8], digest: &mut [u8], times: u32) {
                let keyed = |pad: u8| {
                    let mut block = [pad; $block];
                    for (to, from) in block.iter_mut().zip(key) {
                        *to ^= from;
                    }
                    let mut state = self.start;
                    $compress(&mut state, std::slice::from_ref(&block));
                    block.zeroize();
                    state
                };
                let (mut inner, mut outer) = (keyed(0x36), keyed(0x5c));
                let mut block = self.last_block(1);
                let mut state = self.read(digest);
                let mut sum = state;
                for _ in 0..times {
                    self.write(&state, &mut block);
                    state = inner;
                    $compress(&mut state, std::slice::from_ref(&block));
                    self.write(&state, &mut block);
                    state = outer;
                    $compress(&mut state, std::slice::from_ref(&block));
                    for (total, word) in sum.iter_mut().zip(&state) {
                        *total ^= word;
                    }
                }
                self.write(&sum, digest);
                block.zeroize();
                for words in [&mut state, &mut sum, &mut inner, &mut outer] {
                    words.zeroize();
                }
            }
        }
    };
}

rounds!(
    /// Rounds of SHA-1.
    Sha1Rounds, u32, 5, 64, sha1::block_api::compress
);
rounds!(
    /// Rounds of SHA-224 and SHA-256.
    Sha256Rounds, u32, 8, 64, sha2::block_api::compress256
);
rounds!(
    /// Rounds of SHA-384 and SHA-512.
    Sha512Rounds, u64, 8, 128, sha2::block_api::compress512
);

// The initial hash values of FIPS 180-4 §5.3.
pub(super) const SHA1: Sha1Rounds = Sha1Rounds::new(
    [
        0x6745_2301,
        0xefcd_ab89,
        0x98ba_dcfe,
        0x1032_5476,
        0xc3d2_e1f0,
    ],
    5,
);
pub(super) const SHA224: Sha256Rounds = Sha256Rounds::new(
    [
        0xc105_9ed8,
        0x367c_d507,
        0x3070_dd17,
        0xf70e_5939,
        0xffc0_0b31,
        0x6858_1511,
        0x64f9_8fa7,
        0xbefa_4fa4,
    ],
    7,
);
pub(super) const SHA256: Sha256Rounds = Sha256Rounds::new(
    [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ],
    8,
);
pub(super) const SHA384: Sha512Rounds = Sha512Rounds::new(
    [
        0xcbbb_9d5d_c105_9ed8,
        0x629a_292a_367c_d507,
        0x9159_015a_3070_dd17,
        0x152f_ecd8_f70e_5939,
        0x6733_2667_ffc0_0b31,
        0x8eb4_4a87_6858_1511,
        0xdb0c_2e0d_64f9_8fa7,
        0x47b5_481d_befa_4fa4,
    ],
    6,
);
pub(super) const SHA512: Sha512Rounds = Sha512Rounds::new(
    [
        0x6a09_e667_f3bc_c908,
        0xbb67_ae85_84ca_a73b,
        0x3c6e_f372_fe94_f82b,
        0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1,
        0x9b05_688c_2b3e_6c1f,
        0x1f83_d9ab_fb41_bd6b,
        0x5be0_cd19_137e_2179,
    ],
    8,
);
