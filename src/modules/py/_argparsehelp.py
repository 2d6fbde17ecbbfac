# SPDX-License-Identifier: MIT
# argparse's help: usage, with what is exclusive in common brackets, and the arguments in two columns.

SUPPRESS = '==SUPPRESS=='
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = '?', '*', '+', 'A...', '...'


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            width = 80 - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width

    # Text of a description: in paragraphs of the width, each line indented.
    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(' '.join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(' '.join(text.split()), width)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest

    def _metavars(self, action, default, size):
        if action.metavar is not None:
            result = action.metavar
        elif action.choices is not None:
            result = '{%s}' % ','.join(str(choice) for choice in action.choices)
        else:
            result = default
        return result if isinstance(result, tuple) else (result,) * size

    def _format_args(self, action, default):
        nargs = action.nargs
        if nargs is None:
            return '%s' % self._metavars(action, default, 1)
        if nargs == OPTIONAL:
            return '[%s]' % self._metavars(action, default, 1)
        if nargs == ZERO_OR_MORE:
            names = self._metavars(action, default, 1)
            return '[%s [%s ...]]' % names if len(names) == 2 else '[%s ...]' % names
        if nargs == ONE_OR_MORE:
            return '%s [%s ...]' % self._metavars(action, default, 2)
        if nargs == REMAINDER:
            return '...'
        if nargs == PARSER:
            return '%s ...' % self._metavars(action, default, 1)
        if nargs == SUPPRESS:
            return ''
        return ' '.join(self._metavars(action, default, nargs))

    def _invocation(self, action):
        if not action.option_strings:
            return ', '.join(self._metavars(action, self._get_default_metavar_for_positional(action), 1))
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        args = self._format_args(action, self._get_default_metavar_for_optional(action))
        return ', '.join('%s %s' % (option, args) for option in action.option_strings)

    def _expand_help(self, action):
        params = dict(vars(action), prog=self._prog)
        for name in list(params):
            if params[name] is SUPPRESS:
                del params[name]
            elif hasattr(params[name], '__name__'):
                params[name] = params[name].__name__
        if params.get('choices') is not None:
            params['choices'] = ', '.join(str(c) for c in params['choices'])
        return self._get_help_string(action) % params

    # --- usage

    def _usage_part(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            part = self._format_args(action, default)
            if action._in_exclusive and part[:1] == '[' and part[-1:] == ']':
                part = part[1:-1]
            return part
        option = action.option_strings[0]
        if action.nargs == 0:
            part = action.format_usage()
        else:
            part = '%s %s' % (option, self._format_args(action, self._get_default_metavar_for_optional(action)))
        return part if action.required or action._in_exclusive else '[%s]' % part

    def _usage_parts(self, actions, groups):
        # One text for each action; those of an exclusive group that stand together share brackets.
        parts, i = [], 0
        starts = {}
        for group in groups:
            members = group._group_actions
            if members and members[0] in actions:
                at = actions.index(members[0])
                if actions[at:at + len(members)] == members:
                    starts[at] = group
        while i < len(actions):
            group = starts.get(i)
            if group is not None:
                members = [a for a in group._group_actions if a.help is not SUPPRESS]
                for action in members:
                    action._in_exclusive = True
                texts = [self._usage_part(a) for a in members]
                for action in members:
                    action._in_exclusive = False
                i += len(group._group_actions)
                if not texts:
                    continue
                if group.required:
                    parts.append('(' + ' | '.join(texts) + ')' if len(texts) > 1 else texts[0])
                else:
                    parts.append('[' + ' | '.join(texts) + ']')
                continue
            action = actions[i]
            i += 1
            if action.help is not SUPPRESS:
                text = self._usage_part(action)
                if text:
                    parts.append(text)
        return parts

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = 'usage: '
        if usage is not None:
            return '%s%s\n\n' % (prefix, usage % dict(prog=self._prog))
        optionals = [a for a in actions if a.option_strings]
        positionals = [a for a in actions if not a.option_strings]
        opt_parts, pos_parts = self._usage_parts(optionals, groups), self._usage_parts(positionals, groups)
        text = ' '.join([self._prog] + opt_parts + pos_parts)
        if len(prefix) + len(text) > self._width:
            text = self._wrapped_usage(prefix, opt_parts, pos_parts)
        return '%s%s\n\n' % (prefix, text)

    def _wrapped_usage(self, prefix, opt_parts, pos_parts):
        def lines_of(parts, indent, first):
            lines, line = [], []
            length = len(indent if first is None else first) - 1
            for part in parts:
                if length + 1 + len(part) > self._width and line:
                    lines.append(indent + ' '.join(line))
                    line, length = [], len(indent) - 1
                line.append(part)
                length += len(part) + 1
            if line:
                lines.append(indent + ' '.join(line))
            if first is not None and lines:
                lines[0] = lines[0][len(indent):]
            return lines
        prog = self._prog
        if len(prefix) + len(prog) <= 0.75 * self._width:
            indent = ' ' * (len(prefix) + len(prog) + 1)
            if opt_parts:
                lines = lines_of([prog] + opt_parts, indent, prefix)
                lines.extend(lines_of(pos_parts, indent, None))
            elif pos_parts:
                lines = lines_of([prog] + pos_parts, indent, prefix)
            else:
                lines = [prog]
        else:
            indent = ' ' * len(prefix)
            lines = lines_of(opt_parts + pos_parts, indent, None)
            if len(lines) > 1:
                lines = lines_of(opt_parts, indent, None) + lines_of(pos_parts, indent, None)
            lines = [prog] + lines
        return '\n'.join(lines)

    # --- the whole

    def _format_actions(self, actions, help_position, indent):
        result = []
        for action in actions:
            if action.help is SUPPRESS:
                continue
            result.append(self._format_action(action, help_position, indent))
            for sub in action._get_subactions():
                if sub.help is not SUPPRESS:
                    result.append(self._format_action(sub, help_position, indent + self._indent_increment))
        return result

    def _format_action(self, action, help_position, indent):
        header = self._invocation(action)
        width = max(self._width - help_position, 11)
        room = help_position - indent - 2
        parts, spare = [], 0
        if not action.help:
            parts.append(' ' * indent + header + '\n')
        elif len(header) <= room:
            parts.append(' ' * indent + '%-*s  ' % (room, header))
        else:
            parts.append(' ' * indent + header + '\n')
            spare = help_position
        if action.help and action.help.strip():
            lines = self._split_lines(self._expand_help(action), width)
            if lines:
                parts.append(' ' * spare + lines[0] + '\n')
                parts.extend(' ' * help_position + line + '\n' for line in lines[1:])
        elif not parts[-1].endswith('\n'):
            parts.append('\n')
        return ''.join(parts)

    def _help_position(self, groups):
        longest = 0
        for actions in groups:
            for action in actions:
                if action.help is not SUPPRESS:
                    longest = max([longest, len(self._invocation(action)) + self._indent_increment]
                                  + [len(self._invocation(s)) + 2 * self._indent_increment for s in action._get_subactions()])
        return min(longest + 2, self._max_help_position)

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % dict(prog=self._prog)
        return self._fill_text(text, max(self._width, 11), '') + '\n\n'


class RawDescriptionHelpFormatter(HelpFormatter):
    def _fill_text(self, text, width, indent):
        return ''.join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _get_help_string(self, action):
        text = action.help or ''
        if '%(default)' not in text and action.default is not SUPPRESS and (action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            text += ' (default: %(default)s)'
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    _get_default_metavar_for_positional = _get_default_metavar_for_optional
