# SPDX-License-Identifier: MIT
# Filling paragraphs, and taking indents off and putting them on.
import re

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent', 'indent', 'shorten']

_BLANKS = '\t\n\v\f\r '
_BLANK, _INK = f'[{_BLANKS}]', f'[^{_BLANKS}]'
_WORD, _LETTER = r'[\w!"\'&.,?]', r'[^\d\W]'
# A text is cut at blanks, around a dash of two hyphens or more between words, and behind a hyphen that has two letters on each side (or a letter,
# a hyphen and a letter, as in e-mail-address).
_HYPHEN = f'-(?:(?<={_LETTER}{{2}}-)|(?<={_LETTER}-{_LETTER}-))(?={_LETTER}-?{_LETTER})'
_BREAKS = re.compile(rf'({_BLANK}+|(?<={_WORD})-{{2,}}(?=\w)|{_INK}+?(?:{_HYPHEN}|(?={_BLANK}|\Z)|(?<={_WORD})(?=-{{2,}}\w)))')
_AT_BLANKS = re.compile(f'({_BLANK}+)')
_END_OF_SENTENCE = re.compile(r'[a-z][.!?]["\']?\Z')


class TextWrapper:
    """Breaks texts into lines of at most a width."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=' [...]'):
        options = dict(locals())
        del options['self']
        self.__dict__.update(options)

    def _split(self, text):
        breaks = _BREAKS if self.break_on_hyphens else _AT_BLANKS
        return list(filter(None, breaks.split(text)))

    def _is_dropped(self, chunk):
        return self.drop_whitespace and not chunk.strip()

    def _head_of(self, word, room):
        # How much of a word that is too long for a line goes into ROOM places.
        if self.break_on_hyphens and len(word) > room:
            at = word.rfind('-', 0, room)
            if at > 0 and word[:at].strip('-'):
                return at + 1
        return room

    def _next_line(self, chunks, start, width, first):
        # Takes chunks from START on for one line. Returns them, and where the next line begins; a word that is cut stays in CHUNKS with its rest.
        if not first and self._is_dropped(chunks[start]):
            start += 1
        line, length, at = [], 0, start
        while at < len(chunks) and length + len(chunks[at]) <= width:
            line.append(chunks[at])
            length += len(chunks[at])
            at += 1
        if at < len(chunks) and len(chunks[at]) > width:
            if self.break_long_words:
                head = self._head_of(chunks[at], 1 if width < 1 else width - length)
                line.append(chunks[at][:head])
                chunks[at] = chunks[at][head:]
            elif not line:
                line.append(chunks[at])
                at += 1
        if line and self._is_dropped(line[-1]):
            line.pop()
        return line, at

    def _end_with_placeholder(self, lines, line, indent, width):
        # The last line that is allowed, though text is left.
        while line and not (line[-1].strip() and len(''.join(line)) + len(self.placeholder) <= width):
            line.pop()
        if line:
            return lines + [indent + ''.join(line) + self.placeholder]
        if lines:
            before = lines[-1].rstrip()
            if len(before) + len(self.placeholder) <= self.width:
                return lines[:-1] + [before + self.placeholder]
        return lines + [indent + self.placeholder.lstrip()]

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            indent = self.initial_indent if self.max_lines <= 1 else self.subsequent_indent
            if self.width < len(indent + self.placeholder.lstrip()):
                raise ValueError("placeholder too large for max width")
        lines, at = [], 0
        while at < len(chunks):
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            line, at = self._next_line(chunks, at, width, not lines)
            if not line:
                continue
            left = chunks[at:]
            is_end = (not left or len(left) == 1 and self._is_dropped(left[0])) and len(''.join(line)) <= width
            if self.max_lines is not None and len(lines) + 1 >= self.max_lines and not is_end:
                return self._end_with_placeholder(lines, line, indent, width)
            lines.append(indent + ''.join(line))
        return lines

    def wrap(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(dict.fromkeys(map(ord, _BLANKS), ' '))
        chunks = self._split(text)
        if self.fix_sentence_endings:
            for at, chunk in enumerate(chunks[:-1]):
                if chunks[at + 1] == ' ' and _END_OF_SENTENCE.search(chunk):
                    chunks[at + 1] = '  '
        return self._wrap_chunks(chunks)

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return '\n'.join(wrap(text, width, **kwargs))


def shorten(text, width, **kwargs):
    return fill(' '.join(text.split()), width, max_lines=1, **kwargs)


def dedent(text):
    lines = [line if line.strip(' \t') else '' for line in text.split('\n')]
    indents = [line[:len(line) - len(line.lstrip(' \t'))] for line in lines if line]
    # What is common to the least and the greatest is common to all.
    low, high = min(indents, default=''), max(indents, default='')
    margin = 0
    while margin < len(low) and low[margin] == high[margin]:
        margin += 1
    return '\n'.join(line[margin:] for line in lines)


def indent(text, prefix, predicate=None):
    wanted = predicate or str.strip
    return ''.join((prefix if wanted(line) else '') + line for line in text.splitlines(keepends=True))
