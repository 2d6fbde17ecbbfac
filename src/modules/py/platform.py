# SPDX-License-Identifier: MIT
# What the simulated machine is.


def python_version():
    return '3.11.7'


def python_version_tuple():
    return ('3', '11', '7')


def python_implementation():
    return 'CPython'


def python_compiler():
    return 'Refscope'


def system():
    return 'Linux'


def machine():
    return 'x86_64'


def node():
    return 'refscope'


def release():
    return ''


version = processor = release


def architecture(executable='', bits='', linkage=''):
    return ('64bit', 'ELF')


def platform(aliased=False, terse=False):
    return 'Linux-x86_64'
