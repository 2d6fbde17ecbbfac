/* SPDX-License-Identifier: MIT
 *
 * What can be asked about an opcode. Everything is a table or a switch that
 * opcodes.def fills; nothing is said here twice.
 */
#include "lang/opcodes.h"
#include "lang/operands.h"

typedef struct {
  const char *name, *text;
  RsArgKind kind;
  RsOpCheck check;
} OpInfo;

static const OpInfo op_info[] = {
#define OP(name, kind, effect, taken, check, text) { #name, text, RS_ARG_##kind, RS_CHECK_##check },
#include "lang/opcodes.def"
#undef OP
};

static const char *const binary_signs[] = {
  "+",  "&",  "//",  "<<",  "@",  "*",  "%",  "|",  "**",  ">>",  "-",  "/",  "^",
  "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^=",
};

static const char *const compare_signs[] = { "<", "<=", "==", "!=", ">", ">=" };

const char *
rs_op_name (guint op)
{
  return op < RS_N_OPS ? op_info[op].name : "?";
}

const char *
rs_op_text (guint op)
{
  return op < RS_N_OPS ? op_info[op].text : "";
}

RsArgKind
rs_op_arg_kind (guint op)
{
  return op < RS_N_OPS ? op_info[op].kind : RS_ARG_NONE;
}

gint
rs_op_stack_effect (guint op, guint32 arg, gboolean jump)
{
  switch (op)
    {
#define OP(name, kind, effect, ...)                                                                \
  case RS_OP_##name:                                                                               \
    return (effect);
#include "lang/opcodes.def"
#undef OP
    default:
      g_return_val_if_reached (0);
    }
}

guint
rs_op_taken (guint op, guint32 arg)
{
  switch (op)
    {
#define OP(name, kind, effect, taken, ...)                                                         \
  case RS_OP_##name:                                                                               \
    return (guint) (taken);
#include "lang/opcodes.def"
#undef OP
    default:
      g_return_val_if_reached (0);
    }
}

RsOpCheck
rs_op_check (guint op)
{
  return op < RS_N_OPS ? op_info[op].check : RS_CHECK_NEVER;
}

const char *
rs_binary_op_sign (guint nb)
{
  return nb < G_N_ELEMENTS (binary_signs) ? binary_signs[nb] : "?";
}

const char *
rs_compare_op_sign (guint cmp)
{
  return cmp < G_N_ELEMENTS (compare_signs) ? compare_signs[cmp] : "?";
}
