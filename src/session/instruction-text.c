/* SPDX-License-Identifier: MIT
 *
 * An instruction as a person reads it: its name and what its operand stands
 * for, as CPython's dis writes it in brackets.
 */
#include "session-private.h"

#include <string.h>

enum { NONE, COUNT, FLAGS, CONST, NAME, LOCAL, FREE, JUMP, JUMP_BACK, COMPARE, BINARY };

static const struct {
  const char *name;
  guint8 kind;
} opcodes[] = {
#define OP(name, kind, ...) { #name, kind },
#include "lang/opcodes.def"
#undef OP
};

static char *
name_at (RsObject *names, guint32 index)
{
  return index < rs_tuple_size (names) ? rs_str_utf8 (rs_tuple_items (names)[index], NULL)
                                       : g_strdup ("");
}

/* The operand's number is that of CPython: the in-place operations follow the
 * others in their order. */
static char *
binary_sign (guint32 operand)
{
  static const char *const signs[] = { "+", "&",  "//", "<<", "@", "*", "%",
                                       "|", "**", ">>", "-",  "/", "^" };
  const guint n = G_N_ELEMENTS (signs);

  return operand < n       ? g_strdup (signs[operand])
         : operand < 2 * n ? g_strconcat (signs[operand - n], "=", NULL)
                           : g_strdup ("");
}

static char *
operand_text (RsVm *vm, const RsCode *code, guint op, guint32 operand)
{
  static const char *const comparisons[] = { "<", "<=", "==", "!=", ">", ">=" };

  switch (opcodes[op].kind)
    {
    case COUNT:
    case FLAGS:
      return g_strdup_printf ("%u", operand);
    case CONST:
      return operand < rs_tuple_size (code->consts)
                 ? rs_key_text (vm, rs_tuple_items (code->consts)[operand])
                 : g_strdup ("");
    case NAME:
      /* LOAD_GLOBAL keeps a flag in its operand's lowest bit. */
      return name_at (code->names,
                      strcmp (opcodes[op].name, "LOAD_GLOBAL") == 0 ? operand >> 1 : operand);
    case LOCAL:
    case FREE:
      return name_at (code->local_names, operand);
    case COMPARE:
      return g_strdup (operand < G_N_ELEMENTS (comparisons) ? comparisons[operand] : "");
    case BINARY:
      return binary_sign (operand);
    default:
      return g_strdup ("");
    }
}

char *
rs_instruction_text (RsVm *vm, const RsFrame *frame)
{
  const RsCode *code = frame->code;
  gsize index = frame->pc - code->instrs;

  if (index >= code->n_instrs || (code->instrs[index] & 0xff) >= G_N_ELEMENTS (opcodes))
    return g_strdup ("");
  guint op = code->instrs[index] & 0xff;
  g_autofree char *operand = operand_text (vm, code, op, code->instrs[index] >> 8);
  return *operand == '\0' ? g_strdup (opcodes[op].name)
                          : g_strdup_printf ("%s %s", opcodes[op].name, operand);
}
