# SPDX-License-Identifier: MIT
# Parsing of a command line: options, positionals, sub-commands, groups, help and usage in CPython's layout.
import os as _os
import re as _re
import sys as _sys
from _argparsehelp import (
    ArgumentDefaultsHelpFormatter, HelpFormatter, MetavarTypeHelpFormatter, ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER,
    RawDescriptionHelpFormatter, RawTextHelpFormatter, SUPPRESS, ZERO_OR_MORE)

__all__ = ['ArgumentParser', 'ArgumentError', 'ArgumentTypeError', 'BooleanOptionalAction', 'FileType', 'HelpFormatter',
           'ArgumentDefaultsHelpFormatter', 'RawDescriptionHelpFormatter', 'RawTextHelpFormatter', 'MetavarTypeHelpFormatter', 'Namespace',
           'Action', 'ONE_OR_MORE', 'OPTIONAL', 'PARSER', 'REMAINDER', 'SUPPRESS', 'ZERO_OR_MORE']


# --- errors, namespaces ---------------------------------------------------------------------------------------------------------

def _action_name(action):
    if action is None:
        return None
    if action.option_strings:
        return '/'.join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar
    if action.dest not in (None, SUPPRESS):
        return action.dest
    if action.choices:
        return '{' + ','.join(action.choices) + '}'
    return None


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _action_name(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f'argument {self.argument_name}: {self.message}'


class ArgumentTypeError(Exception):
    pass


class _AttributeHolder:
    def _get_kwargs(self):
        return list(self.__dict__.items())

    def __repr__(self):
        parts, odd = [], {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                parts.append('%s=%r' % (name, value))
            else:
                odd[name] = value
        if odd:
            parts.append('**%r' % odd)
        return '%s(%s)' % (type(self).__name__, ', '.join(parts))


class Namespace(_AttributeHolder):
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    __hash__ = None

    def __contains__(self, key):
        return key in self.__dict__


class FileType:
    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode, self._bufsize, self._encoding, self._errors = mode, bufsize, encoding, errors

    def __call__(self, string):
        if string == '-':
            return _sys.stdin if 'r' in self._mode else _sys.stdout
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as e:
            raise ArgumentTypeError(f"can't open '{string}': {e}") from None


# --- actions --------------------------------------------------------------------------------------------------------------------------

class Action(_AttributeHolder):
    _in_exclusive = False

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        self.option_strings, self.dest, self.nargs, self.const, self.default = option_strings, dest, nargs, const, default
        self.type, self.choices, self.required, self.help, self.metavar = type, choices, required, help, metavar

    def _get_kwargs(self):
        names = ('option_strings', 'dest', 'nargs', 'const', 'default', 'type', 'choices', 'required', 'help', 'metavar')
        return [(name, getattr(self, name)) for name in names]

    def _get_subactions(self):
        return ()

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        names = []
        for option in option_strings:
            names.append(option)
            if option.startswith('--'):
                names.append('--no-' + option[2:])
        super().__init__(names, dest, 0, None, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith('--no-'))

    def format_usage(self):
        return ' | '.join(self.option_strings)


class _StoreAction(Action):
    def __init__(self, option_strings, dest, nargs=None, const=None, **kwargs):
        if nargs == 0:
            raise ValueError('nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may '
                             'be more appropriate')
        if const is not None and nargs != OPTIONAL:
            raise ValueError('nargs must be %r to supply const' % OPTIONAL)
        super().__init__(option_strings, dest, nargs, const, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


def _copy_items(items):
    return [] if items is None else items[:] if type(items) is list else list(items)


class _AppendAction(_StoreAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copy_items(getattr(namespace, self.dest, None))
        items.append(values)
        setattr(namespace, self.dest, items)


class _ExtendAction(_AppendAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copy_items(getattr(namespace, self.dest, None))
        items.extend(values)
        setattr(namespace, self.dest, items)


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = _copy_items(getattr(namespace, self.dest, None))
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, 0, None, default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, 0, None, default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit"):
        super().__init__(option_strings, dest, 0, None, default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = parser.version if self.version is None and hasattr(parser, 'version') else self.version
        formatter = parser._formatter()
        parser._print(formatter._format_text(version).strip('\n') + '\n', _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    class _Choice(Action):
        def __init__(self, name, aliases, help):
            metavar = name + (' (%s)' % ', '.join(aliases) if aliases else '')
            super().__init__([], name, help=help, metavar=metavar)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        super().__init__(option_strings, dest, PARSER, choices=self._name_parser_map, required=required, help=help, metavar=metavar)

    def add_parser(self, name, **kwargs):
        if kwargs.get('prog') is None:
            kwargs['prog'] = '%s %s' % (self._prog_prefix, name)
        aliases = kwargs.pop('aliases', ())
        if name in self._name_parser_map:
            raise ArgumentError(self, f'conflicting subparser: {name}')
        for alias in aliases:
            if alias in self._name_parser_map:
                raise ArgumentError(self, f'conflicting subparser alias: {alias}')
        if 'help' in kwargs:
            self._choices_actions.append(self._Choice(name, aliases, kwargs.pop('help')))
        parser = self._parser_class(**kwargs)
        for known in (name, *aliases):
            self._name_parser_map[known] = parser
        return parser

    def _get_subactions(self):
        return self._choices_actions

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        try:
            chosen = self._name_parser_map[name]
        except KeyError:
            raise ArgumentError(self, 'unknown parser %r (choices: %s)' % (name, ', '.join(self._name_parser_map))) from None
        sub, rest = chosen.parse_known_args(rest, None)
        for key, value in vars(sub).items():
            setattr(namespace, key, value)
        if rest:
            vars(namespace).setdefault('_unrecognized_args', [])
            namespace._unrecognized_args.extend(rest)


# --- containers ----------------------------------------------------------------------------------------------------------------------------

class _Container:
    def __init__(self, description, prefix_chars, argument_default, conflict_handler):
        self.description, self.prefix_chars, self.argument_default = description, prefix_chars, argument_default
        self.conflict_handler = conflict_handler
        self._registries = {'action': {None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction, 'store_true': _StoreTrueAction,
                                       'store_false': _StoreFalseAction, 'append': _AppendAction, 'append_const': _AppendConstAction,
                                       'count': _CountAction, 'help': _HelpAction, 'version': _VersionAction, 'parsers': _SubParsersAction,
                                       'extend': _ExtendAction}, 'type': {None: lambda string: string}}
        self._actions, self._option_string_actions = [], {}
        self._action_groups, self._mutually_exclusive_groups = [], []
        self._defaults = {}

    def register(self, registry, value, object):
        self._registries.setdefault(registry, {})[value] = object

    def set_defaults(self, **kwargs):
        self._defaults |= kwargs
        for action in self._actions:
            action.default = kwargs.get(action.dest, action.default)

    def get_default(self, dest):
        own = (action.default for action in self._actions if action.dest == dest and action.default is not None)
        return next(own, self._defaults.get(dest))

    def add_argument(self, *args, **kwargs):
        chars = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and 'dest' in kwargs:
                raise ValueError('dest supplied twice for positional argument')
            kwargs = self._positional(*args, **kwargs)
        else:
            kwargs = self._optional(*args, **kwargs)
        if 'default' not in kwargs:
            dest = kwargs['dest']
            if dest in self._defaults:
                kwargs['default'] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs['default'] = self.argument_default
        kind = kwargs.pop('action', None)
        action_class = self._registries['action'].get(kind, kind)
        if not callable(action_class):
            raise ValueError('unknown action "%s"' % (action_class,))
        action = action_class(**kwargs)
        if not callable(self._registries['type'].get(action.type, action.type)):
            raise ValueError('%r is not callable' % (action.type,))
        return self._add_action(action)

    def add_argument_group(self, *args, **kwargs):
        group = _ArgumentGroup(self, *args, **kwargs)
        self._action_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        group = _MutuallyExclusiveGroup(self, **kwargs)
        self._mutually_exclusive_groups.append(group)
        return group

    def _positional(self, dest, **kwargs):
        if 'required' in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        if kwargs.get('nargs') not in (OPTIONAL, ZERO_OR_MORE):
            kwargs['required'] = True
        if kwargs.get('nargs') == ZERO_OR_MORE and 'default' not in kwargs:
            kwargs['required'] = True
        return dict(kwargs, dest=dest, option_strings=[])

    def _optional(self, *args, **kwargs):
        for option in args:
            if option[0] not in self.prefix_chars:
                raise ValueError('invalid option string %r: must start with a character %r' % (option, self.prefix_chars))
        dest = kwargs.pop('dest', None)
        if dest is None:
            long = [option for option in args if len(option) > 1 and option[1] in self.prefix_chars]
            dest = (long or args)[0].lstrip(self.prefix_chars)
            if not dest:
                raise ValueError('dest= is required for options like %r' % args[0])
            dest = dest.replace('-', '_')
        return dict(kwargs, dest=dest, option_strings=list(args))

    def _add_action(self, action):
        clashes = [(option, self._option_string_actions[option]) for option in action.option_strings if option in self._option_string_actions]
        if clashes and self.conflict_handler == 'resolve':
            for option, other in clashes:
                other.option_strings.remove(option)
                self._option_string_actions.pop(option)
                if not other.option_strings:
                    other.container._remove_action(other)
        elif clashes:
            raise ArgumentError(action, 'conflicting option string%s: %s' % ('s' if len(clashes) > 1 else '', ', '.join(o for o, _ in clashes)))
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._option_string_actions[option] = action
        return action

    def _remove_action(self, action):
        self._actions.remove(action)


class _ArgumentGroup(_Container):
    def __init__(self, container, title=None, description=None, **kwargs):
        super().__init__(description, kwargs.get('prefix_chars', container.prefix_chars), kwargs.get('argument_default', container.argument_default),
                         kwargs.get('conflict_handler', container.conflict_handler))
        self.title = title
        self._group_actions = []
        self._registries, self._actions = container._registries, container._actions
        self._option_string_actions, self._defaults = container._option_string_actions, container._defaults
        self._mutually_exclusive_groups = container._mutually_exclusive_groups

    def _add_action(self, action):
        action = super()._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        super()._remove_action(action)
        self._group_actions.remove(action)


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required
        self._container = container

    def _add_action(self, action):
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action

    def _remove_action(self, action):
        self._container._remove_action(action)
        self._group_actions.remove(action)


# --- the parser ---------------------------------------------------------------------------------------------------------------------------------

class ArgumentParser(_AttributeHolder, _Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=[], formatter_class=HelpFormatter, prefix_chars='-',
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True):
        _Container.__init__(self, description, prefix_chars, argument_default, conflict_handler)
        if fromfile_prefix_chars is not None:
            raise NotImplementedError('argparse: fromfile_prefix_chars is not supported by Refscope')
        self.prog = _os.path.basename(_sys.argv[0]) if prog is None else prog
        self.usage, self.epilog, self.formatter_class, self.add_help = usage, epilog, formatter_class, add_help
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        self._positionals = self.add_argument_group('positional arguments')
        self._optionals = self.add_argument_group('options')
        self._subparsers = None
        if add_help:
            prefix = '-' if '-' in prefix_chars else prefix_chars[0]
            self.add_argument(prefix + 'h', prefix * 2 + 'help', action='help', default=SUPPRESS, help='show this help message and exit')
        for parent in parents:
            self._add_parent(parent)

    def _add_parent(self, parent):
        titles = {group.title: group for group in self._action_groups}
        homes = {}
        for group in parent._action_groups:
            own = titles.get(group.title) or self.add_argument_group(title=group.title, description=group.description)
            for action in group._group_actions:
                homes[action] = own
        for group in parent._mutually_exclusive_groups:
            own = self.add_mutually_exclusive_group(required=group.required)
            for action in group._group_actions:
                homes[action] = own
        for action in parent._actions:
            homes.get(action, self)._add_action(action)
        self._defaults.update(parent._defaults)

    def _get_kwargs(self):
        return [(name, getattr(self, name)) for name in ('prog', 'usage', 'description', 'formatter_class', 'conflict_handler', 'add_help')]

    def _add_action(self, action):
        if action.option_strings:
            return self._optionals._add_action(action)
        return self._positionals._add_action(action)

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            self.error('cannot have multiple subparser arguments')
        kwargs.setdefault('parser_class', type(self))
        if 'title' in kwargs or 'description' in kwargs:
            self._subparsers = self.add_argument_group(kwargs.pop('title', 'subcommands'), kwargs.pop('description', None))
        else:
            self._subparsers = self._positionals
        if kwargs.get('prog') is None:
            formatter = self._formatter()
            positionals = [a for a in self._actions if not a.option_strings]
            kwargs['prog'] = formatter._format_usage(self.usage, positionals, self._mutually_exclusive_groups, '').strip()
        action = self._registries['action'][kwargs.pop('action', 'parsers')](option_strings=[], **kwargs)
        self._subparsers._add_action(action)
        return action

    # --- parsing

    def parse_args(self, args=None, namespace=None):
        result, rest = self.parse_known_args(args, namespace)
        if rest:
            self.error('unrecognized arguments: %s' % ' '.join(rest))
        return result

    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for dest in self._defaults:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, self._defaults[dest])
        if self.exit_on_error:
            try:
                namespace, rest = self._parse(args, namespace)
            except ArgumentError as err:
                self.error(str(err))
        else:
            namespace, rest = self._parse(args, namespace)
        if hasattr(namespace, '_unrecognized_args'):
            rest.extend(namespace._unrecognized_args)
            delattr(namespace, '_unrecognized_args')
        return namespace, rest

    def _parse(self, args, namespace):
        conflicts = {}
        for group in self._mutually_exclusive_groups:
            for action in group._group_actions:
                conflicts.setdefault(action, []).extend(a for a in group._group_actions if a is not action)
        seen, seen_set, extras = set(), set(), []
        pattern, options = '', {}
        rest_are_args = False
        for i, arg in enumerate(args):
            if rest_are_args:
                pattern += 'A'
            elif arg == '--':
                pattern += '-'
                rest_are_args = True
            else:
                option = self._parse_optional(arg)
                if option is not None:
                    options[i] = option
                pattern += 'A' if option is None else 'O'

        def take(action, strings, option_string=None):
            seen.add(action)
            values = self._get_values(action, strings)
            if values is not action.default:
                seen_set.add(action)
                for other in conflicts.get(action, ()):
                    if other in seen_set:
                        raise ArgumentError(action, 'not allowed with argument %s' % _action_name(other))
            if values is not SUPPRESS:
                action(self, namespace, values, option_string)

        def consume_optional(start):
            action, option, explicit = options[start]
            todo = []
            while True:
                if action is None:
                    extras.append(args[start])
                    return start + 1
                if explicit is not None:
                    count = self._match(action, 'A')
                    chars = self.prefix_chars
                    if count == 0 and option[1] not in chars and explicit != '':
                        todo.append((action, [], option))
                        option = option[0] + explicit[0]
                        rest = explicit[1:] or None
                        if option not in self._option_string_actions:
                            raise ArgumentError(action, 'ignored explicit argument %r' % explicit)
                        action, explicit = self._option_string_actions[option], rest
                        continue
                    if count != 1:
                        raise ArgumentError(action, 'ignored explicit argument %r' % explicit)
                    stop = start + 1
                    todo.append((action, [explicit], option))
                    break
                first = start + 1
                count = self._match(action, pattern[first:])
                stop = first + count
                todo.append((action, args[first:stop], option))
                break
            for action, strings, option in todo:
                take(action, strings, option)
            return stop

        positionals = [a for a in self._actions if not a.option_strings]

        def consume_positionals(start):
            counts = self._match_partial(positionals, pattern[start:])
            for action, count in zip(positionals, counts):
                strings = args[start:start + count]
                start += count
                take(action, strings)
            positionals[:] = positionals[len(counts):]
            return start

        at, last = 0, max(options) if options else -1
        while at <= last:
            following = min(i for i in options if i >= at)
            if at != following:
                end = consume_positionals(at)
                if end > at:
                    at = end
                    continue
            if at not in options:
                extras.extend(args[at:following])
                at = following
            at = consume_optional(at)
        at = consume_positionals(at)
        extras.extend(args[at:])

        missing = []
        for action in self._actions:
            if action in seen:
                continue
            if action.required:
                missing.append(_action_name(action))
            elif (action.default is not None and isinstance(action.default, str) and hasattr(namespace, action.dest)
                  and action.default is getattr(namespace, action.dest)):
                setattr(namespace, action.dest, self._get_value(action, action.default))
        if missing:
            raise ArgumentError(None, 'the following arguments are required: %s' % ', '.join(missing))
        for group in self._mutually_exclusive_groups:
            if group.required and not any(action in seen_set for action in group._group_actions):
                names = [_action_name(a) for a in group._group_actions if a.help is not SUPPRESS]
                raise ArgumentError(None, 'one of the arguments %s is required' % ' '.join(names))
        return namespace, extras

    def _match(self, action, pattern):
        found = _re.match(self._pattern(action), pattern)
        if found is None:
            messages = {None: 'expected one argument', OPTIONAL: 'expected at most one argument', ONE_OR_MORE: 'expected at least one argument'}
            message = messages.get(action.nargs)
            if message is None:
                message = 'expected %s argument%s' % (action.nargs, '' if action.nargs == 1 else 's')
            raise ArgumentError(action, message)
        return len(found.group(1))

    def _match_partial(self, actions, pattern):
        for n in range(len(actions), 0, -1):
            found = _re.match(''.join(self._pattern(action) for action in actions[:n]), pattern)
            if found is not None:
                return [len(text) for text in found.groups()]
        return []

    def _pattern(self, action):
        nargs = action.nargs
        if nargs is None:
            text = '(-*A-*)'
        elif nargs == OPTIONAL:
            text = '(-*A?-*)'
        elif nargs == ZERO_OR_MORE:
            text = '(-*[A-]*)'
        elif nargs == ONE_OR_MORE:
            text = '(-*A[A-]*)'
        elif nargs == REMAINDER:
            text = '([-AO]*)'
        elif nargs == PARSER:
            text = '(-*A[-AO]*)'
        elif nargs == SUPPRESS:
            text = '(-*-*)'
        else:
            text = '(-*%s-*)' % '-*'.join('A' * nargs)
        return text.replace('-*', '').replace('-', '') if action.option_strings else text

    def _parse_optional(self, arg):
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._option_string_actions:
            return self._option_string_actions[arg], arg, None
        if len(arg) == 1:
            return None
        if '=' in arg:
            option, explicit = arg.split('=', 1)
            if option in self._option_string_actions:
                return self._option_string_actions[option], option, explicit
        matches = self._option_prefixes(arg)
        if len(matches) > 1:
            self.error('ambiguous option: %s could match %s' % (arg, ', '.join(option for _, option, _ in matches)))
        if matches:
            return matches[0]
        if _re.match(r'^-\d+$|^-\d*\.\d+$', arg) and not any(_re.match(r'^-\d+$|^-\d*\.\d+$', o) for o in self._option_string_actions):
            return None
        return None if ' ' in arg else (None, arg, None)

    def _option_prefixes(self, arg):
        result, chars = [], self.prefix_chars
        if arg[1] in chars:
            if self.allow_abbrev:
                prefix, equals, explicit = arg.partition('=')
                for option, action in self._option_string_actions.items():
                    if option.startswith(prefix):
                        result.append((action, option, explicit if equals else None))
        else:
            short, explicit = arg[:2], arg[2:]
            for option, action in self._option_string_actions.items():
                if option == short:
                    result.append((action, option, explicit))
                elif self.allow_abbrev and option.startswith(arg):
                    result.append((action, option, None))
        return result

    def _get_values(self, action, strings):
        if action.nargs not in (PARSER, REMAINDER) and '--' in strings:
            strings = list(strings)
            strings.remove('--')
        if not strings and action.nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._get_value(action, value)
                self._check(action, value)
        elif not strings and action.nargs == ZERO_OR_MORE and not action.option_strings:
            value = strings if action.default is None else action.default
            if action.default is not None:
                self._check(action, value)
        elif len(strings) == 1 and action.nargs in (None, OPTIONAL):
            value = self._get_value(action, strings[0])
            self._check(action, value)
        elif action.nargs == REMAINDER:
            value = [self._get_value(action, s) for s in strings]
        elif action.nargs == PARSER:
            value = [self._get_value(action, s) for s in strings]
            self._check(action, value[0])
        elif action.nargs == SUPPRESS:
            value = SUPPRESS
        else:
            value = [self._get_value(action, s) for s in strings]
            for v in value:
                self._check(action, v)
        return value

    def _get_value(self, action, string):
        convert = self._registries['type'].get(action.type, action.type)
        name = getattr(action.type, '__name__', repr(action.type))
        try:
            return convert(string)
        except ArgumentTypeError as err:
            raise ArgumentError(action, str(err)) from None
        except (TypeError, ValueError):
            raise ArgumentError(action, 'invalid %s value: %r' % (name, string)) from None

    def _check(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, 'invalid choice: %r (choose from %s)' % (value, ', '.join(map(repr, action.choices))))

    # --- output

    def _formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        return self._formatter()._format_usage(self.usage, self._actions, self._mutually_exclusive_groups, None).rstrip('\n') + '\n'

    def format_help(self):
        formatter = self._formatter()
        text = formatter._format_usage(self.usage, self._actions, self._mutually_exclusive_groups, None)
        if self.description:
            text += formatter._format_text(self.description)
        position = formatter._help_position([group._group_actions for group in self._action_groups])
        for group in self._action_groups:
            items = formatter._format_actions(group._group_actions, position, formatter._indent_increment)
            about = ''
            if group.description:
                indent = ' ' * formatter._indent_increment
                words = group.description % dict(prog=self.prog) if '%(prog)' in group.description else group.description
                about = formatter._fill_text(words, max(formatter._width - 2, 11), indent) + '\n\n'
            if items or about:
                heading = '%s:\n' % group.title if group.title is not None else ''
                text += heading + about + ''.join(items) + '\n'
        if self.epilog:
            text += formatter._format_text(self.epilog)
        return _re.sub(r'\n\n\n+', '\n\n', text).strip('\n') + '\n'

    def print_usage(self, file=None):
        self._print(self.format_usage(), _sys.stdout if file is None else file)

    def print_help(self, file=None):
        self._print(self.format_help(), _sys.stdout if file is None else file)

    def _print(self, message, file):
        if message:
            file.write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, '%s: error: %s\n' % (self.prog, message))
