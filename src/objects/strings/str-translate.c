/* SPDX-License-Identifier: MIT
 *
 * str.translate and str.maketrans. The table is any mapping: each lookup may
 * run Python, so that the characters go to a list that the vm knows, not to a
 * buffer of the host's.
 */
#include "str-private.h"

/* What TABLE says of C is appended to LIST. FALSE raises. */
static gboolean
translate_char (RsVm *vm, RsObject *table, gunichar c, RsObject *list)
{
  RsObject *text = NULL;
  gint64 code;

  RS_SCOPE (vm);
  RS_LOCAL (key, rs_int_new (vm, c));
  RS_LOCAL (value, rs_getitem (vm, table, key));
  if (value == NULL)
    {
      if (!rs_pending_swallow (vm, RS_TYPE (vm, LookupError)))
        return FALSE;
      text = rs_str_char_new (vm, c);
    }
  else if (value == vm->none)
    text = rs_incref (vm->empty_str);
  else if (rs_is_str (value))
    text = rs_incref (value);
  else if (rs_is_int (value))
    {
      if (rs_int_fits (value, &code) && code >= 0 && code <= 0x10ffff)
        text = rs_str_char_new (vm, (gunichar) code);
      else
        rs_value_error (vm, "character mapping must be in range(0x110000)");
    }
  else
    rs_type_error (vm, "character mapping must return integer, None or str");
  return text != NULL && rs_list_append_steal (vm, list, text) == 0;
}

RS_STR_METHOD (rs_str_m_translate)
{
  gsize length = rs_str_length (self);
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_new (vm, 0));
  for (gsize i = 0; i < length; i++)
    if (!rs_may_go_on (vm, 1) || !translate_char (vm, args[0], rs_str_char (self, i), list))
      return NULL;
  return rs_str_share (
      vm, rs_str_join_array (vm, vm->empty_str, rs_list_items (list), rs_list_size (list)));
}

/* --- maketrans ------------------------------------------------------------ */

/* dict[C] = VALUE, which is taken over; FALSE raises. */
static gboolean
map_char (RsVm *vm, RsObject *dict, gunichar c, RS_STEALS RsObject *value)
{
  RsObject *key = rs_int_new (vm, c);
  int result = key && value ? rs_dict_set (vm, dict, key, value) : -1;
  rs_xdecref (vm, key);
  rs_xdecref (vm, value);
  return result == 0;
}

static gboolean
fill_from_strings (RsVm *vm, RsObject *dict, RsObject *const *args, gsize nargs)
{
  for (gsize i = 1; i < nargs; i++)
    if (!rs_is_str (args[i]))
      {
        rs_bad_argument (vm, "maketrans", i == 1 ? "2" : "3", "str", args[i]);
        return FALSE;
      }
  if (!rs_is_str (args[0]))
    {
      rs_type_error (vm, "first maketrans argument must be a string if there is a second argument");
      return FALSE;
    }
  if (rs_str_length (args[0]) != rs_str_length (args[1]))
    {
      rs_value_error (vm, "the first two maketrans arguments must have equal length");
      return FALSE;
    }
  for (gsize i = 0; i < rs_str_length (args[0]); i++)
    if (!map_char (vm, dict, rs_str_char (args[0], i), rs_int_new (vm, rs_str_char (args[1], i))))
      return FALSE;
  for (gsize i = 0; nargs == 3 && i < rs_str_length (args[2]); i++)
    if (!map_char (vm, dict, rs_str_char (args[2], i), rs_incref (vm->none)))
      return FALSE;
  return TRUE;
}

static gboolean
fill_from_dict (RsVm *vm, RsObject *dict, RsObject *source)
{
  RsObject *key, *value;
  gsize position = 0;

  if (source->type != RS_TYPE (vm, DICT))
    {
      rs_type_error (vm, "if you give only one argument to maketrans it must be a dict");
      return FALSE;
    }
  while (rs_dict_next (source, &position, &key, &value))
    if (rs_is_str (key))
      {
        if (rs_str_length (key) != 1)
          {
            rs_value_error (vm, "string keys in translate table must be of length 1");
            return FALSE;
          }
        if (!map_char (vm, dict, rs_str_char (key, 0), rs_incref (value)))
          return FALSE;
      }
    else if (!rs_is_int (key))
      {
        rs_type_error (vm, "keys in translate table must be strings or integers");
        return FALSE;
      }
    else if (rs_dict_set (vm, dict, key, value) < 0)
      return FALSE;
  return TRUE;
}

RS_STR_METHOD (rs_str_m_maketrans)
{
  RsObject *dict = rs_dict_new (vm);
  if (nargs > 1 ? fill_from_strings (vm, dict, args, nargs) : fill_from_dict (vm, dict, args[0]))
    return dict;
  rs_decref (vm, dict);
  return NULL;
}
