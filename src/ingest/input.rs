//! One input file, opened once: its footer, the limits it must keep, and its bytes.
//!
//! Everything that can be refused without decoding a page is refused here: files that are not Parquet, encrypted files,
//! footers that contradict themselves, codecs that are not built in, and decompression bombs.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};
use sha2::{Digest, Sha256};

use crate::error::{Problem, ProblemKind, io_reason, shown, unreadable};
use crate::plan::Limits;

/// Files with fewer rows than this are never refused for their compression ratio: small tables compress well.
const RATIO_ROWS: u64 = 1_000_000;
/// Bytes read at once when hashing.
const HASH_BLOCK: usize = 1 << 20;

/// An open input file that threads can read at any offset.
#[derive(Debug)]
pub struct InputFile {
    file: Arc<File>,
    length: u64,
    /// Where it is.
    pub path: PathBuf,
    /// How it is called in messages.
    pub name: String,
}

impl InputFile {
    /// Opens a file of any format.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn open(path: &Path) -> Result<Self, Problem> {
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        let metadata = file.metadata().map_err(|error| unreadable(path, &error))?;
        let name = shown(path);
        if !metadata.is_file() {
            return Err(Problem::new(ProblemKind::UnreadableInput, format!("`{name}` is not a file")));
        }
        Ok(InputFile { file: Arc::new(file), length: metadata.len(), path: path.to_path_buf(), name })
    }

    /// Opens a Parquet file and reads its footer.
    ///
    /// # Errors
    /// The file cannot be read, is not Parquet, is damaged, or breaks a limit.
    pub fn open_parquet(path: &Path, limits: &Limits) -> Result<(Self, ArrowReaderMetadata), Problem> {
        let input = InputFile::open(path)?;
        input.check_magic()?;
        // The writer's Arrow schema is skipped: types come from Parquet itself, so that what a writer noted cannot mislead.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let footer = guarded(|| ArrowReaderMetadata::load(&input, options))
            .and_then(|loaded| loaded.map_err(|error| reason(&error)))
            .map_err(|reason| input.damaged(&format!("its footer cannot be read ({reason})")))?;
        input.check_limits(&footer, limits)?;
        Ok((input, footer))
    }

    /// The same open file, for a reader of its own: all reads are positioned, so readers do not disturb one another.
    pub fn handle(&self) -> InputFile {
        InputFile { file: self.file.clone(), length: self.length, path: self.path.clone(), name: self.name.clone() }
    }

    /// Length in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// A problem that says the file is damaged.
    pub fn damaged(&self, what: &str) -> Problem {
        Problem::new(ProblemKind::UnreadableInput, format!("`{}` is damaged: {what}", self.name))
            .help("fetch or write the file again; if another program reads it, rewrite it from there")
    }

    /// A problem that says the file breaks a limit.
    pub fn refused(&self, what: &str, key: &str) -> Problem {
        Problem::new(ProblemKind::UnreadableInput, format!("`{}` is refused before decoding: {what}", self.name))
            .help(format!("if the file is what you mean to read, raise `{key}` under [limits] in the configuration"))
    }

    /// All bytes of the file.
    ///
    /// # Errors
    /// The file cannot be read, or is larger than the memory's addresses.
    pub fn bytes(&self) -> Result<Vec<u8>, Problem> {
        let too_large = || Problem::new(ProblemKind::UnreadableInput, format!("`{}` is too large for this computer", self.name));
        let length = usize::try_from(self.length).map_err(|_| too_large())?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(length).map_err(|_| too_large())?;
        bytes.resize(length, 0);
        self.read_at(&mut bytes, 0).map_err(|error| unreadable(&self.path, &error))?;
        Ok(bytes)
    }

    fn check_magic(&self) -> Result<(), Problem> {
        let unreadable = |message: &str, help: &str| {
            Err(Problem::new(ProblemKind::UnreadableInput, format!("`{}` {message}", self.name)).help(help))
        };
        if self.length == 0 {
            return unreadable("is an empty file", "write the statistics again");
        }
        let mut head = [0; 4];
        let mut tail = [0; 4];
        let head_length = 4.min(self.length as usize);
        self.read_at(&mut head[..head_length], 0).map_err(|error| crate::error::unreadable(&self.path, &error))?;
        let tail_at = self.length.saturating_sub(4);
        self.read_at(&mut tail[..head_length], tail_at).map_err(|error| crate::error::unreadable(&self.path, &error))?;
        match (&head, &tail) {
            (b"PAR1", b"PAR1") if self.length >= 12 => Ok(()),
            (b"PARE", _) | (_, b"PARE") => unreadable("is an encrypted Parquet file", "write it without encryption"),
            (b"PAR1", _) => unreadable("is a Parquet file that ends too early", "fetch or write the file again"),
            ([b'P', b'K', 3, 4], _) => {
                unreadable("is not a Parquet file: it looks like an Excel workbook or a zip archive", "save the data as Parquet")
            }
            ([0x1f, 0x8b, ..], _) => unreadable("is not a Parquet file: it is compressed with gzip", "unpack it first"),
            _ => {
                let mut start = vec![0; 512.min(self.length as usize)];
                self.read_at(&mut start, 0).map_err(|error| crate::error::unreadable(&self.path, &error))?;
                let is_text = !start.iter().any(|&byte| byte < 9) && start.iter().any(|byte| b",;\t".contains(byte));
                if is_text {
                    let help = "let its name end in .csv, or write `format = \"csv\"` in the source";
                    unreadable("is not a Parquet file: it looks like CSV", help)
                } else {
                    unreadable("is not a Parquet file", "give a file written by a Parquet writer")
                }
            }
        }
    }

    fn check_limits(&self, footer: &ArrowReaderMetadata, limits: &Limits) -> Result<(), Problem> {
        let metadata = footer.metadata();
        let rows = metadata.file_metadata().num_rows();
        let mut in_groups = 0i64;
        let mut uncompressed = 0u64;
        for group in metadata.row_groups() {
            if group.num_rows() < 0 {
                return Err(self.damaged("a row group has a negative number of rows"));
            }
            in_groups = in_groups.saturating_add(group.num_rows());
            for column in group.columns() {
                let (size, stored) = (column.uncompressed_size(), column.compressed_size());
                if size < 0 || stored < 0 || stored as u64 > self.length {
                    return Err(self.damaged("a column's size does not fit the file"));
                }
                uncompressed = uncompressed.saturating_add(size as u64);
            }
        }
        if rows != in_groups {
            return Err(self.damaged(&format!("its footer says {rows} rows, its row groups have {in_groups}")));
        }
        let refuse = |what: String, key: &str| Err(self.refused(&what, key));
        let rows = rows as u64;
        if rows > limits.rows {
            return refuse(format!("it has {rows} rows, the limit is {}", limits.rows), "rows");
        }
        if uncompressed > limits.uncompressed_bytes {
            return refuse(
                format!("it unpacks to {uncompressed} bytes, the limit is {}", limits.uncompressed_bytes),
                "uncompressed_bytes",
            );
        }
        let ratio = (uncompressed / self.length).max(rows / self.length);
        if rows > RATIO_ROWS && ratio > limits.ratio {
            return refuse(
                format!("{rows} rows in {} bytes unpack to {ratio} times their size, the limit is {}", self.length, limits.ratio),
                "ratio",
            );
        }
        Ok(())
    }

    /// Refuses codecs that are not built in, for the columns that will be read.
    pub fn check_codecs(&self, footer: &ArrowReaderMetadata, columns: &[usize]) -> Result<(), Problem> {
        let groups = footer.metadata().row_groups();
        let codec = groups
            .iter()
            .flat_map(|group| columns.iter().map(|&column| group.column(column).compression()))
            .find(|codec| matches!(codec, Compression::BROTLI(_) | Compression::LZO));
        match codec {
            None => Ok(()),
            Some(codec) => {
                let name = format!("{codec:?}");
                let name = name.split('(').next().unwrap_or(&name).to_lowercase();
                Err(Problem::new(
                    ProblemKind::UnreadableInput,
                    format!("`{}` is compressed with {name}, which is not supported", self.name),
                )
                .help("write the file with zstd, snappy, gzip, lz4 or no compression"))
            }
        }
    }

    /// SHA-256 of the file, as hexadecimal text.
    ///
    /// # Errors
    /// The file cannot be read, or changed since it was opened.
    pub fn sha256(&self) -> Result<String, Problem> {
        let changed = || {
            Problem::new(ProblemKind::UnreadableInput, format!("`{}` changed while it was read", self.name))
                .help("wait until the file is complete, then run again")
        };
        let mut hasher = Sha256::new();
        let mut block = vec![0; HASH_BLOCK.min(self.length as usize)];
        let mut offset = 0;
        while offset < self.length {
            let n_bytes = block.len().min((self.length - offset) as usize);
            self.read_at(&mut block[..n_bytes], offset).map_err(|_| changed())?;
            hasher.update(&block[..n_bytes]);
            offset += n_bytes as u64;
        }
        if self.file.metadata().map_or(true, |metadata| metadata.len() != self.length) {
            return Err(changed());
        }
        Ok(hex(&hasher.finalize()))
    }

    #[cfg(unix)]
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> std::io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&*self.file, buffer, offset)
    }

    #[cfg(windows)]
    fn read_at(&self, mut buffer: &mut [u8], mut offset: u64) -> std::io::Result<()> {
        while !buffer.is_empty() {
            let n_bytes = std::os::windows::fs::FileExt::seek_read(&*self.file, buffer, offset)?;
            if n_bytes == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            buffer = &mut buffer[n_bytes..];
            offset += n_bytes as u64;
        }
        Ok(())
    }
}

/// Bytes as lower-case hexadecimal text.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Runs something that may panic on malformed input; the reason is in words.
pub fn guarded<T>(task: impl FnOnce() -> T) -> Result<T, String> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(task)).map_err(|_| "its content contradicts itself".to_owned())
}

/// The cause of a Parquet error in one line.
pub fn reason(error: &ParquetError) -> String {
    in_one_line(&match error {
        ParquetError::General(text) | ParquetError::EOF(text) | ParquetError::NYI(text) => text.clone(),
        other => other.to_string(),
    })
}

/// A reason given by the Parquet crate without the names of its error types, short and harmless.
pub fn in_one_line(reason: &str) -> String {
    let mut line = reason.lines().next().unwrap_or("").trim();
    let types = ["Parquet argument error: ", "Parquet error: ", "EOF: ", "External: ", "Arrow: ", "NYI: "];
    while let Some(rest) = types.iter().find_map(|name| line.strip_prefix(name)) {
        line = rest.trim_start();
    }
    let cut: String = line.chars().filter(|character| !character.is_control()).take(160).collect();
    if cut.is_empty() { "no reason given".into() } else { cut }
}

impl Length for InputFile {
    fn len(&self) -> u64 {
        self.length
    }
}

/// Reads on from an offset; independent of every other reader of the file.
#[derive(Debug)]
pub struct ReadFrom {
    file: Arc<File>,
    offset: u64,
    end: u64,
}

impl Read for ReadFrom {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n_bytes = buffer.len().min(self.end.saturating_sub(self.offset) as usize);
        if n_bytes == 0 {
            return Ok(0);
        }
        #[cfg(unix)]
        let n_bytes = std::os::unix::fs::FileExt::read_at(&*self.file, &mut buffer[..n_bytes], self.offset)?;
        #[cfg(windows)]
        let n_bytes = std::os::windows::fs::FileExt::seek_read(&*self.file, &mut buffer[..n_bytes], self.offset)?;
        self.offset += n_bytes as u64;
        Ok(n_bytes)
    }
}

impl ChunkReader for InputFile {
    type T = std::io::BufReader<ReadFrom>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        Ok(std::io::BufReader::new(ReadFrom { file: self.file.clone(), offset: start, end: self.length }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        if start.checked_add(length as u64).is_none_or(|end| end > self.length) {
            return Err(ParquetError::EOF("a page lies beyond the end of the file".into()));
        }
        let mut buffer = vec![0; length];
        self.read_at(&mut buffer, start).map_err(|error| ParquetError::General(io_reason(&error)))?;
        Ok(buffer.into())
    }
}
