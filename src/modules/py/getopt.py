# SPDX-License-Identifier: MIT
# Options as C's getopt () and GNU's take them.
__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']


class GetoptError(Exception):
    def __init__(self, msg, opt=''):
        self.msg, self.opt = msg, opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    opts = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args and args[0].startswith('-') and args[0] != '-':
        if args[0] == '--':
            args = args[1:]
            break
        args = _one(opts, args, shortopts, longopts)
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    opts, rest = [], []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    in_order = shortopts.startswith('+')
    shortopts = shortopts.removeprefix('+')
    while args:
        if args[0] == '--':
            rest += args[1:]
            break
        if args[0].startswith('-') and args[0] != '-':
            args = _one(opts, args, shortopts, longopts)
        elif in_order:
            rest += args
            break
        else:
            rest.append(args[0])
            args = args[1:]
    return opts, rest


# Each of these appends an option to OPTS and returns the arguments after it.
def _one(opts, args, shortopts, longopts):
    if args[0].startswith('--'):
        return _long(opts, args[0][2:], longopts, args[1:])
    return _short(opts, args[0][1:], shortopts, args[1:])


def _long(opts, text, longopts, args):
    name, equals, value = text.partition('=')
    possible = [o for o in longopts if o.startswith(name)]
    if not possible:
        raise GetoptError(f'option --{name} not recognized', name)
    # A whole name counts before one that it begins.
    if name in possible:
        wants = False
    elif name + '=' in possible:
        wants = True
    elif len(possible) > 1:
        raise GetoptError(f'option --{name} not a unique prefix', name)
    else:
        wants = possible[0].endswith('=')
        name = possible[0].removesuffix('=')
    if wants and not equals:
        if not args:
            raise GetoptError(f'option --{name} requires argument', name)
        value, args = args[0], args[1:]
    elif equals and not wants:
        raise GetoptError(f'option --{name} must not have an argument', name)
    opts.append(('--' + name, value))
    return args


# LETTERS may be several options, of which the last may have its value behind it: -abVALUE.
def _short(opts, letters, shortopts, args):
    while letters:
        letter, letters = letters[0], letters[1:]
        i = shortopts.find(letter)
        if letter == ':' or i < 0:
            raise GetoptError(f'option -{letter} not recognized', letter)
        value = ''
        if shortopts.startswith(':', i + 1):
            if not letters:
                if not args:
                    raise GetoptError(f'option -{letter} requires argument', letter)
                letters, args = args[0], args[1:]
            value, letters = letters, ''
        opts.append(('-' + letter, value))
    return args
