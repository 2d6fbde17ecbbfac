/* SPDX-License-Identifier: MIT
 *
 * From the tree to code units: the whole of a module, of a statement typed at
 * the prompt, or of an expression. Models compiler_mod in CPython 3.11's
 * Python/compile.c.
 */
#include "compile-private.h"

RsCodeUnit *
rs_compile_tree (RsLang *lang, RsNode *tree)
{
  RsCompiler c = { .lang = lang };
  RsCodeUnit *code;
  gboolean add_none = TRUE;

  lang->compiling = TRUE;
  c.symtable = rs_symtable_build (lang, tree);
  if (c.symtable == NULL)
    return NULL;
  c.const_cache = g_hash_table_new (rs_const_hash, rs_const_equal);
  rs_c_enter (&c, rs_lang_id (lang, "<module>", 8), RS_UNIT_MODULE, tree, 1);
  c.unit->loc.line = 1;
  switch (tree->kind)
    {
    case RS_NODE_Module:
      rs_c_body (&c, tree->v.module.body);
      break;
    case RS_NODE_Interactive:
      if (rs_c_find_annotation (tree->v.interactive.body))
        rs_c_op (&c, RS_OP_SETUP_ANNOTATIONS);
      rs_c_stmts (&c, tree->v.interactive.body);
      break;
    default:
      rs_c_expr (&c, tree->v.expression.body);
      add_none = FALSE;
      break;
    }
  code = rs_c_leave (&c, add_none);
  g_hash_table_unref (c.const_cache);
  rs_symtable_free (c.symtable);
  return code;
}
