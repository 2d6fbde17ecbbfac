# SPDX-License-Identifier: MIT
# Text with what means something in HTML escaped.
__all__ = ['escape', 'unescape']

_NAMES = {'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', 'apos': "'", 'nbsp': '\xa0', 'copy': '\xa9', 'reg': '\xae', 'hellip': '\u2026',
          'mdash': '\u2014', 'ndash': '\u2013', 'euro': '\u20ac', 'times': '\xd7', 'middot': '\xb7', 'eacute': '\xe9', 'auml': '\xe4', 'ouml': '\xf6',
          'uuml': '\xfc', 'szlig': '\xdf'}


def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s


def unescape(s):
    import re

    def character(match):
        text = match.group(1)
        if not text.startswith('#'):
            if text not in _NAMES:
                raise NotImplementedError(f'html.unescape() of &{text}; is not supported by Refscope')
            return _NAMES[text]
        number = int(text[2:], 16) if text[1] in 'xX' else int(text[1:])
        return '\ufffd' if number == 0 or 0xd800 <= number <= 0xdfff or number > 0x10ffff else chr(number)
    return re.sub(r'&(#\d+|#[xX][0-9a-fA-F]+|\w+);', character, s)
