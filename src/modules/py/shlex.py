# SPDX-License-Identifier: MIT
# split, join and quote, by the rules of a POSIX shell. The class shlex is not there.
__all__ = ['split', 'quote', 'join']

_SAFE = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./-_')


def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError('s argument must not be None')
    if not posix:
        raise NotImplementedError('shlex.split(posix=False) is not supported by Refscope')
    words, word, i = [], None, 0
    while i < len(s):
        c = s[i]
        i += 1
        if c in ' \t\r\n':
            if word is not None:
                words.append(word)
                word = None
        elif c == '#' and comments:
            if word is not None:
                words.append(word)
                word = None
            end = s.find('\n', i)
            i = len(s) if end < 0 else end
        elif c == '\\':
            if i >= len(s):
                raise ValueError('No escaped character')
            word = (word or '') + s[i]
            i += 1
        elif c == "'":
            end = s.find("'", i)
            if end < 0:
                raise ValueError('No closing quotation')
            word = (word or '') + s[i:end]
            i = end + 1
        elif c == '"':
            word = word or ''
            while True:
                if i >= len(s):
                    raise ValueError('No closing quotation')
                c = s[i]
                i += 1
                if c == '"':
                    break
                if c == '\\':
                    if i >= len(s):
                        raise ValueError('No escaped character')
                    if s[i] in '"\\':
                        c = s[i]
                        i += 1
                word += c
        else:
            word = (word or '') + c
    if word is not None:
        words.append(word)
    return words


def quote(s):
    if not s:
        return "''"
    if all(c in _SAFE for c in s):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return ' '.join(quote(arg) for arg in split_command)
