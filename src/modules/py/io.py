# SPDX-License-Identifier: MIT
# Streams in memory. There are no files.

__all__ = ["BlockingIOError", "open", "IOBase", "RawIOBase", "BytesIO", "StringIO", "BufferedIOBase", "TextIOBase",
           "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192
BlockingIOError = BlockingIOError
open = open


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    @property
    def closed(self):
        return self.__dict__.get('_closed', False)

    def close(self):
        self.__dict__['_closed'] = True

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def flush(self):
        self._check()

    def fileno(self):
        self._unsupported("fileno")

    def isatty(self):
        self._check()
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines):
        self._check()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = errors = newlines = None


def _size(size):
    if size is None:
        return -1
    try:
        return size.__index__()
    except AttributeError:
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'") from None


class StringIO(TextIOBase):
    """A text stream over a string."""

    def __init__(self, initial_value='', newline='\n'):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        text = initial_value or ''
        d = self.__dict__
        d['_newline'] = newline
        d['_parts'] = [self._translate(text)] if text else []
        d['_length'] = None
        d['_pos'] = 0

    def _translate(self, text):
        newline = self.__dict__['_newline']
        if newline is None:
            return text.replace('\r\n', '\n').replace('\r', '\n')
        return text.replace('\n', newline) if newline in ('\r', '\r\n') else text

    def _text(self):
        # What was written stays in parts while it is only appended; _pos None: at the end.
        d = self.__dict__
        parts = d['_parts']
        if len(parts) > 1:
            parts[:] = [''.join(parts)]
        if d['_pos'] is None:
            d['_pos'] = len(parts[0]) if parts else 0
        return parts[0] if parts else ''

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        self._check()
        d = self.__dict__
        if not s:
            return 0
        count = len(s)
        s = self._translate(s)
        if d['_pos'] is None or not d['_parts'] and d['_pos'] == 0:
            d['_parts'].append(s)
            d['_pos'] = None
            return count
        text = self._text()
        pos = d['_pos']
        if pos > len(text):
            text += '\0' * (pos - len(text))
        end = pos + len(s)
        if pos == len(text):
            d['_parts'] = [text, s]
            d['_pos'] = None
        else:
            d['_parts'] = [text[:pos] + s + text[end:]]
            d['_pos'] = end
        return count

    def getvalue(self):
        self._check()
        return self._text()

    def read(self, size=-1, /):
        self._check()
        size = _size(size)
        text = self._text()
        pos = self.__dict__['_pos']
        end = len(text) if size < 0 else min(pos + size, len(text))
        if pos >= end:
            return ''
        self.__dict__['_pos'] = end
        return text[pos:end]

    def readline(self, size=-1, /):
        self._check()
        size = _size(size)
        text = self._text()
        pos = self.__dict__['_pos']
        if pos >= len(text):
            return ''
        i = text.find('\n', pos)
        end = len(text) if i < 0 else i + 1
        if size >= 0:
            end = min(end, pos + size)
        self.__dict__['_pos'] = end
        return text[pos:end]

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        text = self._text()
        self.__dict__['_pos'] = pos if whence == 0 else self.__dict__['_pos'] if whence == 1 else len(text)
        return self.__dict__['_pos']

    def tell(self):
        self._check()
        self._text()
        return self.__dict__['_pos']

    def truncate(self, size=None, /):
        self._check()
        text = self._text()
        size = self.__dict__['_pos'] if size is None else size
        if size < 0:
            raise ValueError(f"Negative size value {size}")
        self.__dict__['_parts'] = [text[:size]] if text[:size] else []
        return size

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    @property
    def line_buffering(self):
        self._check()
        return False


class BytesIO(BufferedIOBase):
    """A stream of bytes in memory."""

    def __init__(self, initial_bytes=b''):
        self.__dict__['_buffer'] = bytearray(initial_bytes or b'')
        self.__dict__['_pos'] = 0

    def getvalue(self):
        self._check()
        return bytes(self.__dict__['_buffer'])

    def getbuffer(self):
        self._check()
        return memoryview(self.__dict__['_buffer'])

    def write(self, b, /):
        self._check()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(b) if not isinstance(b, int) else None
        if data is None:
            raise TypeError("a bytes-like object is required, not 'int'")
        d = self.__dict__
        buffer, pos = d['_buffer'], d['_pos']
        if data:
            if pos > len(buffer):
                buffer.extend(b'\0' * (pos - len(buffer)))
            buffer[pos:pos + len(data)] = data
            d['_pos'] = pos + len(data)
        return len(data)

    def read(self, size=-1, /):
        self._check()
        size = _size(size)
        buffer, pos = self.__dict__['_buffer'], self.__dict__['_pos']
        end = len(buffer) if size < 0 else min(len(buffer), pos + size)
        if pos >= end:
            return b''
        self.__dict__['_pos'] = end
        return bytes(buffer[pos:end])

    read1 = read

    def readinto(self, b, /):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def readline(self, size=-1, /):
        self._check()
        size = _size(size)
        buffer, pos = self.__dict__['_buffer'], self.__dict__['_pos']
        i = buffer.find(b'\n', pos)
        end = len(buffer) if i < 0 else i + 1
        return self.read(end - pos if size < 0 else min(size, end - pos)) if end > pos else b''

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"negative seek value {pos}")
        elif whence == 1:
            pos = max(0, self.__dict__['_pos'] + pos)
        elif whence == 2:
            pos = max(0, len(self.__dict__['_buffer']) + pos)
        else:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        self.__dict__['_pos'] = pos
        return pos

    def tell(self):
        self._check()
        return self.__dict__['_pos']

    def truncate(self, size=None, /):
        self._check()
        size = self.__dict__['_pos'] if size is None else size
        if size < 0:
            raise ValueError(f"negative size value {size}")
        del self.__dict__['_buffer'][size:]
        return size

    def readable(self):
        self._check()
        return True

    writable = seekable = readable


class TextIOWrapper(TextIOBase):
    """A text stream over a stream of bytes."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self.buffer, self.encoding, self.errors = buffer, encoding or 'UTF-8', errors or 'strict'
        self._rest = None

    def write(self, s, /):
        self.buffer.write(s.encode(self.encoding, self.errors))
        return len(s)

    def _source(self):
        if self._rest is None:
            self._rest = StringIO(self.buffer.read().decode(self.encoding, self.errors), None)
        return self._rest

    def read(self, size=-1, /):
        return self._source().read(size)

    def readline(self, size=-1, /):
        return self._source().readline(size)


for _class in (StringIO, BytesIO, TextIOWrapper):
    _class.__module__ = '_io'
del _class
