//! The bytes of a file, decompressed.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::kind::Compression;
use crate::error::{Error, Result};

/// How many bytes of the inputs have been read, before decompression; shared with whoever shows progress.
pub type Meter = Arc<AtomicU64>;

/// Bytes that come from a file or from standard input.
pub(super) type Bytes = Box<dyn Read + Send>;

/// Opens a file; `-` is standard input. Nothing is read yet.
pub(super) fn open(path: &Path, meter: &Meter) -> Result<Bytes> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(path).map_err(|error| Error::io("read", path, error))?;
    let file = Metered { inner: file, meter: Arc::clone(meter) };
    decompressed(file, Compression::of_name(path)).map_err(|error| Error::io("read", path, error))
}

struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(feature = "formats")]
#[allow(clippy::unnecessary_wraps)] // Without the feature it fails.
fn decompressed(file: Metered<File>, compression: Option<Compression>) -> io::Result<Bytes> {
    Ok(match compression {
        None => Box::new(file),
        Some(Compression::Gzip) => Box::new(flate2::read::MultiGzDecoder::new(BufReader::new(file))),
        Some(Compression::Zstandard) => Box::new(Frames::new(BufReader::new(file))),
    })
}

#[cfg(not(feature = "formats"))]
fn decompressed(file: Metered<File>, compression: Option<Compression>) -> io::Result<Bytes> {
    match compression {
        None => Ok(Box::new(BufReader::new(file))),
        Some(_) => Err(io::Error::new(
            io::ErrorKind::Unsupported,
            "this build reads no compressed files (cargo feature `formats`)",
        )),
    }
}

/// The frames of a Zstandard file one after the other; `zstd` and `pzstd` write several.
#[cfg(feature = "formats")]
struct Frames<R> {
    source: R,
    decoder: ruzstd::decoding::FrameDecoder,
    inside: bool,
}

/// The largest window that is allowed for: that of `zstd --ultra -22`.
#[cfg(feature = "formats")]
const LARGEST_WINDOW: u64 = 128 << 20;

#[cfg(feature = "formats")]
impl<R: io::BufRead> Frames<R> {
    fn new(source: R) -> Self {
        let mut decoder = ruzstd::decoding::FrameDecoder::new();
        decoder.set_max_window_size(LARGEST_WINDOW);
        Self { source, decoder, inside: false }
    }

    /// Goes on to the next frame with data; false at the end of the file.
    fn next_frame(&mut self) -> io::Result<bool> {
        use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(damaged(&error)),
            }
        }
        Ok(false)
    }
}

#[cfg(feature = "formats")]
fn damaged(error: &impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

#[cfg(feature = "formats")]
impl<R: io::BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use ruzstd::decoding::BlockDecodingStrategy::UptoBytes;
        loop {
            if !self.inside && !self.next_frame()? {
                return Ok(0);
            }
            self.inside = true;
            while self.decoder.can_collect() < buffer.len() && !self.decoder.is_finished() {
                let wanted = UptoBytes(buffer.len() - self.decoder.can_collect());
                self.decoder.decode_blocks(&mut self.source, wanted).map_err(|error| damaged(&error))?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            self.inside = false;
        }
    }
}
