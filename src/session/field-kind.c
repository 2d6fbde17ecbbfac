/* SPDX-License-Identifier: MIT
 *
 * One table for the graph that is drawn and the one that is asked.
 */
#include "field-kind.h"

#include <string.h>

RsRefKind
rs_field_kind (const char *name)
{
  static const struct {
    const char *name;
    guint8 kind;
  } fields[] = {
    { "__self__", RS_REF_SELF },
    { "__func__", RS_REF_FUNC },
    { "__closure__", RS_REF_CLOSURE },
    { "__defaults__", RS_REF_DEFAULT },
    { "__kwdefaults__", RS_REF_DEFAULT },
    { "__code__", RS_REF_CODE },
    { "f_code", RS_REF_CODE },
    { "gi_code", RS_REF_CODE },
    { "__bases__", RS_REF_BASE },
    { "__base__", RS_REF_BASE },
    { "__mro__", RS_REF_MRO },
    { "co_consts", RS_REF_CONST },
    { "co_names", RS_REF_NAME },
    { "__traceback__", RS_REF_TRACEBACK },
    { "f_locals", RS_REF_DICT },
    { "tb_frame", RS_REF_FRAME },
  };
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].name, name) == 0)
      return fields[i].kind;
  return RS_REF_OTHER;
}
