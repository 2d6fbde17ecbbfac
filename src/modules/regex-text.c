/* SPDX-License-Identifier: MIT
 *
 * What patterns, matches and templates of module re all do: look at a str or
 * bytes as an array of characters, cut a piece out of it, raise re.error.
 */
#include "regex-objects.h"

RsObject *
re_raise_error (RsVm *vm, const char *message, RsObject *pattern, gssize at)
{
  RS_SCOPE (vm);
  RS_LOCAL (module, rs_import (vm, "re"));
  RS_LOCAL (type, module ? rs_xincref (rs_dict_get_text (vm, ((RsModule *) module)->dict, "error"))
                         : NULL);
  if (type == NULL)
    return NULL;
  RS_LOCAL (text, rs_str_new (vm, message, -1));
  if (text == NULL)
    return NULL;
  RS_LOCAL (position, at < 0 ? rs_incref (vm->none) : rs_int_new (vm, at));
  RsObject *exception = rs_call (vm, type, (RsObject *[]){ text, pattern, position }, 3, NULL);
  if (exception != NULL)
    rs_raise_instance (vm, exception);
  return NULL;
}

gboolean
re_text_of (RsVm *vm, RsObject *object, ReText *text)
{
  const guint8 *data;
  gsize size;
  if (rs_is_str (object))
    {
      RsStr *str = (RsStr *) object;
      *text = (ReText){ str->data, str->kind, str->length, FALSE };
      return TRUE;
    }
  if (rs_bytes_view (vm, object, &data, &size))
    {
      *text = (ReText){ data, 1, size, TRUE };
      return TRUE;
    }
  rs_type_error (vm, "expected string or bytes-like object, got '%T'", object);
  return FALSE;
}

RsObject *
re_slice (RsVm *vm, RsObject *string, gssize start, gssize end)
{
  if (rs_is_str (string))
    return rs_str_substring (vm, string, start, end);
  const guint8 *data;
  gsize size;
  if (!rs_bytes_view (vm, string, &data, &size))
    return rs_type_error (vm, "expected string or bytes-like object, got '%T'", string);
  end = MIN (end, (gssize) size);
  if (string->type == RS_TYPE (vm, BYTES) && start == 0 && end == (gssize) size)
    return rs_incref (string);
  return rs_bytes_new (vm, data + MIN (start, end), end - MIN (start, end));
}
