/* SPDX-License-Identifier: MIT
 *
 * Drafts as key files. What a hand or another version has written into one is
 * checked: what does not make sense is as if it were not there, only a draft
 * without its text is damaged.
 */
#include "draft.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GROUP "draft"
#define TEXT_ENDING ".py"
#define PLACE_ENDING ".ini"

void
rs_draft_free (RsDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->uri);
  g_free (draft->lesson);
  g_free (draft->variant);
  g_free (draft->text);
  g_free (draft->input);
  g_clear_pointer (&draft->stops, g_array_unref);
  rs_appearance_unref (draft->appearance);
  g_free (draft);
}

static char *
folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "refscope", "drafts", NULL);
}

char *
rs_draft_new_path (void)
{
  static guint n = 0;
  g_autofree char *in = folder (), *name = g_strdup_printf ("%d-%u", (int) getpid (), n++);
  g_mkdir_with_parents (in, 0700);
  return g_build_filename (in, name, NULL);
}

/* --- writing -------------------------------------------------------------- */

static void
set_serials (GKeyFile *file, const char *key, const GArray *serials)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < serials->len; i++)
    g_string_append_printf (text, "%" G_GUINT64_FORMAT ";", g_array_index (serials, guint64, i));
  if (text->len > 0)
    g_key_file_set_value (file, GROUP, key, text->str);
}

static void
set_appearance (GKeyFile *file, const RsAppearance *a)
{
  g_autoptr (GArray) pins = g_array_new (FALSE, FALSE, sizeof (double));
  g_key_file_set_string (file, GROUP, "detail", rs_detail_name (a->detail));
  g_key_file_set_uint64 (file, GROUP, "show", a->show);
  g_key_file_set_uint64 (file, GROUP, "hide", a->hide);
  g_key_file_set_uint64 (file, GROUP, "reached-by", a->reached_by);
  g_key_file_set_uint64 (file, GROUP, "reaching", a->reaching);
  set_serials (file, "opened", a->opened);
  set_serials (file, "folded", a->folded);
  set_serials (file, "hidden", a->hidden);
  for (guint i = 0; i < a->pins->len; i++)
    {
      const RsPin *pin = &g_array_index (a->pins, RsPin, i);
      const double values[] = { (double) pin->serial, pin->x, pin->y };
      g_array_append_vals (pins, values, G_N_ELEMENTS (values));
    }
  if (pins->len > 0)
    g_key_file_set_double_list (file, GROUP, "pins", (double *) (gpointer) pins->data, pins->len);
}

gboolean
rs_draft_write (const RsDraft *draft, const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = g_strconcat (path, TEXT_ENDING, NULL),
                  *place = g_strconcat (path, PLACE_ENDING, NULL);

  if (draft->uri != NULL)
    g_key_file_set_string (file, GROUP, "uri", draft->uri);
  if (draft->lesson != NULL)
    g_key_file_set_string (file, GROUP, "lesson", draft->lesson);
  if (draft->variant != NULL)
    g_key_file_set_string (file, GROUP, "variant", draft->variant);
  g_key_file_set_string (file, GROUP, "input", draft->input);
  g_key_file_set_boolean (file, GROUP, "modified", draft->modified);
  g_key_file_set_boolean (file, GROUP, "by-instruction", draft->by_instruction);
  g_key_file_set_uint64 (file, GROUP, "moment", draft->index);
  g_key_file_set_uint64 (file, GROUP, "selected", draft->selected);
  if (draft->stops->len > 0)
    g_key_file_set_integer_list (file, GROUP, "stops", (int *) (gpointer) draft->stops->data,
                                 draft->stops->len);
  set_appearance (file, draft->appearance);
  if (!draft->fitting)
    {
      double view[] = { draft->view.scale, draft->view.x, draft->view.y };
      g_key_file_set_double_list (file, GROUP, "view", view, G_N_ELEMENTS (view));
    }
  return (draft->text == NULL || g_file_set_contents (text, draft->text, -1, error))
         && g_key_file_save_to_file (file, place, error);
}

/* --- reading -------------------------------------------------------------- */

static void
get_serials (GKeyFile *file, const char *key, GArray *serials)
{
  g_auto (GStrv) texts = g_key_file_get_string_list (file, GROUP, key, NULL, NULL);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      guint64 serial;
      if (g_ascii_string_to_unsigned (texts[i], 10, 1, G_MAXUINT64, &serial, NULL))
        g_array_append_val (serials, serial);
    }
}

static RsAppearance *
get_appearance (GKeyFile *file)
{
  const guint all = RS_PART_STACK | RS_PART_FRAMES | RS_PART_CLASSES | RS_PART_LIBRARY;
  g_autofree char *name = g_key_file_get_string (file, GROUP, "detail", NULL);
  int detail = name != NULL ? rs_detail_from_name (name) : -1;
  RsAppearance *a = rs_appearance_new (detail >= 0 && detail < RS_DETAIL_AS_IS ? (RsDetail) detail
                                                                               : RS_DETAIL_SIMPLE);
  gsize n = 0;
  g_autofree double *pins = g_key_file_get_double_list (file, GROUP, "pins", &n, NULL);

  a->show = g_key_file_get_uint64 (file, GROUP, "show", NULL) & all;
  a->hide = g_key_file_get_uint64 (file, GROUP, "hide", NULL) & all;
  a->reached_by = g_key_file_get_uint64 (file, GROUP, "reached-by", NULL);
  a->reaching = g_key_file_get_uint64 (file, GROUP, "reaching", NULL);
  get_serials (file, "opened", a->opened);
  get_serials (file, "folded", a->folded);
  get_serials (file, "hidden", a->hidden);
  for (gsize i = 0; i + 2 < n; i += 3)
    rs_appearance_set_pin (a, (guint64) pins[i],
                           &(RsPin){ (guint64) pins[i], pins[i + 1], pins[i + 2] });
  return a;
}

static void
get_view (GKeyFile *file, RsDraft *draft)
{
  gsize n = 0;
  g_autofree double *view = g_key_file_get_double_list (file, GROUP, "view", &n, NULL);
  draft->fitting = n != 3 || !(view[0] > 0.01 && view[0] < 100);
  if (!draft->fitting)
    draft->view = (RsView){ view[0], view[1], view[2] };
}

RsDraft *
rs_draft_read (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (RsDraft) draft = g_new0 (RsDraft, 1);
  g_autofree char *text = g_strconcat (path, TEXT_ENDING, NULL),
                  *place = g_strconcat (path, PLACE_ENDING, NULL);
  gsize length, n_stops = 0;

  if (!g_file_get_contents (text, &draft->text, &length, error))
    return NULL;
  if (!g_utf8_validate_len (draft->text, length, NULL))
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "the draft is not UTF-8");
      return NULL;
    }
  /* Without a place the text is still worth much. */
  g_key_file_load_from_file (file, place, G_KEY_FILE_NONE, NULL);
  draft->uri = g_key_file_get_string (file, GROUP, "uri", NULL);
  draft->lesson = g_key_file_get_string (file, GROUP, "lesson", NULL);
  draft->variant = g_key_file_get_string (file, GROUP, "variant", NULL);
  draft->input = g_key_file_get_string (file, GROUP, "input", NULL);
  draft->modified = !g_key_file_has_key (file, GROUP, "modified", NULL)
                    || g_key_file_get_boolean (file, GROUP, "modified", NULL);
  draft->by_instruction = g_key_file_get_boolean (file, GROUP, "by-instruction", NULL);
  draft->index = g_key_file_get_uint64 (file, GROUP, "moment", NULL);
  draft->selected = g_key_file_get_uint64 (file, GROUP, "selected", NULL);
  draft->stops = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree int *stops = g_key_file_get_integer_list (file, GROUP, "stops", &n_stops, NULL);
  if (stops != NULL)
    g_array_append_vals (draft->stops, stops, (guint) n_stops);
  draft->appearance = get_appearance (file);
  get_view (file, draft);
  return g_steal_pointer (&draft);
}

void
rs_draft_delete (const char *path)
{
  g_autofree char *text = g_strconcat (path, TEXT_ENDING, NULL),
                  *place = g_strconcat (path, PLACE_ENDING, NULL);
  g_unlink (place);
  g_unlink (text);
}

/* --- what is left --------------------------------------------------------- */

/* Whether the process that a draft's NAME tells has ended. */
static gboolean
is_left (const char *name)
{
  long pid = strtol (name, NULL, 10);
  return pid > 0 && kill ((pid_t) pid, 0) != 0 && errno == ESRCH;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
rs_drafts_left (void)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *in = folder ();
  g_autoptr (GDir) dir = g_dir_open (in, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, TEXT_ENDING) && is_left (name))
      {
        g_autofree char *stem = g_strndup (name, strlen (name) - strlen (TEXT_ENDING));
        g_ptr_array_add (paths, g_build_filename (in, stem, NULL));
      }
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}
