//! In which of our encodings a page is sent, and how it is put into them.

use std::io::{self, Write as _};

use axum::body::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, header::ACCEPT_ENCODING};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Identity,
    Gzip,
    Brotli,
}

/// A page is compressed while somebody waits for it: a few milliseconds, and a fifth larger than the best.
const BROTLI_QUALITY: u32 = 5;
/// Brotli's own default: a window of 4 MB, larger than any page of ours.
const BROTLI_WINDOW: u32 = 22;
const BROTLI_BUFFER: usize = 4096;
const GZIP_LEVEL: u32 = 6;

impl Encoding {
    /// The one that the client likes best; of those that it likes the same the smallest.
    pub(super) fn preferred(headers: &HeaderMap) -> Self {
        headers
            .get_all(ACCEPT_ENCODING)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
            .filter_map(liked)
            .filter(|(liking, _)| 0.0 < *liking)
            .fold((0.0, Self::Identity), |best, found| {
                let rank = |(liking, encoding): (f32, Self)| (liking, encoding as u8);
                if rank(best) < rank(found) {
                    found
                } else {
                    best
                }
            })
            .1
    }

    /// Its name in a header; identity is not named there.
    pub(super) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    pub(super) fn encode(self, page: &Bytes) -> io::Result<Bytes> {
        match self {
            Self::Identity => Ok(page.clone()),
            Self::Gzip => {
                let mut gzip = GzEncoder::new(Vec::new(), Compression::new(GZIP_LEVEL));
                gzip.write_all(page)?;
                gzip.finish().map(Bytes::from)
            }
            Self::Brotli => {
                let (quality, window) = (BROTLI_QUALITY, BROTLI_WINDOW);
                let into = Vec::new();
                let mut brotli =
                    brotli::CompressorWriter::new(into, BROTLI_BUFFER, quality, window);
                brotli.write_all(page)?;
                Ok(brotli.into_inner().into())
            }
        }
    }
}

/// `br;q=0.8` as a number and an encoding of ours.
fn liked(part: &str) -> Option<(f32, Encoding)> {
    let mut parts = part.split(';').map(str::trim);
    let name = parts.next()?;
    let encoding = [Encoding::Gzip, Encoding::Brotli]
        .into_iter()
        .find(|encoding| {
            encoding
                .name()
                .is_some_and(|own| own.eq_ignore_ascii_case(name))
        })?;
    let liking = match parts.next() {
        Some(weight) => weight
            .strip_prefix("q=")
            .or_else(|| weight.strip_prefix("Q="))?
            .parse()
            .ok()?,
        None => 1.0,
    };
    Some((liking, encoding))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preferred(accepted: &'static str) -> Encoding {
        let headers = [(ACCEPT_ENCODING, accepted.parse().unwrap())];
        Encoding::preferred(&HeaderMap::from_iter(headers))
    }

    #[test]
    fn browsers_get_brotli_and_everybody_what_they_can_read() {
        assert_eq!(preferred("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(preferred("gzip, deflate"), Encoding::Gzip);
        assert_eq!(preferred("br;q=0.5, gzip;q=0.8"), Encoding::Gzip);
        assert_eq!(preferred("br;q=0, GZIP"), Encoding::Gzip);
        assert_eq!(preferred("identity, zstd, *"), Encoding::Identity);
        assert_eq!(Encoding::preferred(&HeaderMap::new()), Encoding::Identity);
    }
}
