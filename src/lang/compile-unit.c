/* SPDX-License-Identifier: MIT
 *
 * One compilation from end to end: the phases in their order, each of which
 * ends it where it fails. Nothing else of the compiler calls what is here.
 */
#include "lang/lang-private.h"

RsCodeUnit *
rs_compile (const char *source, gsize length, const char *filename, RsCompileMode mode,
            guint inherited_flags, GPtrArray *warnings, RsSyntaxError *error)
{
  RsLang lang;
  RsCodeUnit *unit = NULL;
  RsNode *tree;

  g_return_val_if_fail (source != NULL || length == 0, NULL);
  g_return_val_if_fail (filename != NULL, NULL);

  rs_lang_init (&lang, filename, mode, inherited_flags & RS_CO_FUTURE_ANNOTATIONS, warnings);
  if (rs_source_decode (&lang, source, length) && (tree = rs_parse (&lang)) != NULL
      && rs_future_check (&lang, tree) && rs_fold (&lang, tree))
    unit = rs_compile_tree (&lang, tree);
  if (unit != NULL)
    unit->memory = g_steal_pointer (&lang.result);
  rs_lang_clear (&lang, error);
  return unit;
}

GPtrArray *
rs_split_statements (const char *source, gsize length, const char *filename, RsSyntaxError *error)
{
  RsLang lang;
  GPtrArray *statements = NULL;
  RsNode *tree;

  g_return_val_if_fail (source != NULL || length == 0, NULL);
  g_return_val_if_fail (filename != NULL, NULL);

  rs_lang_init (&lang, filename, RS_COMPILE_EXEC, 0, NULL);
  if (rs_source_decode (&lang, source, length) && (tree = rs_parse (&lang)) != NULL)
    statements = rs_lang_split (&lang, tree->v.module.body);
  rs_lang_clear (&lang, error);
  return statements;
}

char *
rs_ast_dump (const char *source, gsize length, const char *filename, gboolean with_positions,
             RsSyntaxError *error)
{
  RsLang lang;
  RsNode *tree;
  char *dump = NULL;

  g_return_val_if_fail (source != NULL || length == 0, NULL);
  g_return_val_if_fail (filename != NULL, NULL);

  rs_lang_init (&lang, filename, RS_COMPILE_EXEC, 0, NULL);
  if (rs_source_decode (&lang, source, length) && (tree = rs_parse (&lang)) != NULL)
    {
      dump = rs_node_dump (tree, with_positions);
      if (dump == NULL)
        rs_lang_plain_error (&lang, "RecursionError",
                             "maximum recursion depth exceeded during ast construction");
    }
  rs_lang_clear (&lang, error);
  return dump;
}
