/* SPDX-License-Identifier: MIT
 *
 * The application. A window for each file that is opened; without one, the
 * list of lessons.
 */
#include "application.h"

#include "draft.h"

#include "settings.h"
#include "session/scenarios.h"
#include "window.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <locale.h>

struct _RsApplication {
  AdwApplication parent;
};

G_DEFINE_FINAL_TYPE (RsApplication, rs_application, ADW_TYPE_APPLICATION)

void
rs_application_init_language (void)
{
  const char *folder = g_getenv ("REFSCOPE_LOCALEDIR");

  setlocale (LC_ALL, "");
  /* The engine prints numbers as Python does. */
  setlocale (LC_NUMERIC, "C");
  gtk_disable_setlocale ();
  bindtextdomain (GETTEXT_PACKAGE, folder ? folder : RS_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* Keys that work anywhere in the window. What single keys do while the canvas
 * has the focus is in canvas.c. */
static void
add_keys (GtkApplication *application)
{
  static const struct {
    const char *action, *keys[3];
  } table[] = {
    { "win.run", { "F5", "<Control>Return" } },
    { "win.stop", { "<Shift>F5" } },
    { "win.step-forward", { "F8", "<Alt>Right" } },
    { "win.step-back", { "<Shift>F8", "<Alt>Left" } },
    { "win.instruction-forward", { "F7" } },
    { "win.instruction-back", { "<Shift>F7" } },
    { "win.event-forward", { "F4" } },
    { "win.event-back", { "<Shift>F4" } },
    { "win.step-first", { "<Alt>Home" } },
    { "win.step-last", { "<Alt>End" } },
    { "win.over-forward", { "F6" } },
    { "win.over-back", { "<Shift>F6" } },
    { "win.out-forward", { "<Control>F6" } },
    { "win.out-back", { "<Control><Shift>F6" } },
    { "win.next-stop", { "<Control>F8" } },
    { "win.previous-stop", { "<Control><Shift>F8" } },
    { "win.to-cursor", { "<Control>F7" } },
    { "win.back-to-cursor", { "<Control><Shift>F7" } },
    { "win.toggle-stop(0)", { "<Control>b" } },
    { "win.next-change", { "<Alt>Down" } },
    { "win.previous-change", { "<Alt>Up" } },
    { "win.play", { "<Control>F5" } },
    { "win.show-code", { "F9" } },
    { "win.show-inspector", { "<Shift>F9" } },
    { "win.focus-step", { "<Control>g" } },
    { "win.find", { "<Control>f" } },
    { "win.find-in-run", { "<Control><Shift>f" } },
    { "win.find-next", { "F3" } },
    { "win.focus-code", { "<Alt>1" } },
    { "win.focus-canvas", { "<Alt>2" } },
    { "win.focus-inspector", { "<Alt>3" } },
    { "win.focus-lesson", { "<Alt>4" } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
    { "win.zoom-out", { "<Control>minus" } },
    { "win.zoom-reset", { "<Control>0" } },
    { "win.fullscreen", { "F11" } },
    { "win.present", { "<Shift>F11" } },
    { "win.zoom-original", { "<Control><Alt>0" } },
    { "win.new", { "<Control>n" } },
    { "win.open", { "<Control>o" } },
    { "win.save", { "<Control>s" } },
    { "win.save-as", { "<Control><Shift>s" } },
    { "win.export::png", { "<Control>e" } },
    { "win.detail::simple", { "<Alt><Shift>1" } },
    { "win.detail::references", { "<Alt><Shift>2" } },
    { "win.detail::everything", { "<Alt><Shift>3" } },
    { "win.hex-addresses", { "<Control><Shift>h" } },
    { "win.lessons", { "<Control>l" } },
    { "win.prompt", { "<Control><Shift>p" } },
    { "win.show-help-overlay", { "<Control>question", "F1" } },
    { "window.close", { "<Control>w" } },
    { "app.quit", { "<Control>q" } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const char *keys[] = { table[i].keys[0], table[i].keys[1], NULL };
      gtk_application_set_accels_for_action (application, table[i].action, keys);
    }
  for (guint i = 0; i < MIN (rs_n_scenarios, 9); i++) /* there are no more digits */
    {
      g_autofree char *action = g_strdup_printf ("win.scenario::%s", rs_scenarios[i].id);
      g_autofree char *key = g_strdup_printf ("<Control>%u", i + 1);
      gtk_application_set_accels_for_action (application, action, (const char *[]){ key, NULL });
    }
}

/* Closes each window, so that each can ask for what is not saved. */
static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
startup (GApplication *application)
{
  static const GActionEntry entries[] = { { "quit", quit } };

  G_APPLICATION_CLASS (rs_application_parent_class)->startup (application);
  gtk_source_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/refscope/Refscope/icons");
  gtk_window_set_default_icon_name (RS_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  add_keys (GTK_APPLICATION (application));
}

/* Shows what an earlier process has left. Returns how many windows. */
static guint
restore_drafts (GApplication *application)
{
  g_autoptr (GPtrArray) left = rs_drafts_left ();
  guint n = 0;

  for (guint i = 0; i < left->len; i++)
    {
      g_autoptr (GError) error = NULL;
      RsWindow *window = rs_window_new (ADW_APPLICATION (application));
      if (rs_window_restore (window, left->pdata[i], &error))
        {
          gtk_window_present (GTK_WINDOW (window));
          n++;
          continue;
        }
      g_warning ("%s: %s", (const char *) left->pdata[i], error->message);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  return n;
}

static void
activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  if (window == NULL && restore_drafts (application) > 0)
    return;
  if (window == NULL)
    {
      window = GTK_WINDOW (rs_window_new (ADW_APPLICATION (application)));
      rs_window_show_lessons (RS_WINDOW (window));
    }
  gtk_window_present (window);
}

static void
open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  if (gtk_application_get_active_window (GTK_APPLICATION (application)) == NULL)
    restore_drafts (application);
  for (int i = 0; i < n_files; i++)
    {
      RsWindow *window = rs_window_new (ADW_APPLICATION (application));
      /* A file that cannot be opened is named in the window, which then shows
       * the lessons rather than nothing. */
      if (!rs_window_open (window, files[i]))
        rs_window_show_lessons (window);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static int
handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("refscope %s\n", RS_VERSION);
  return 0;
}

static void
rs_application_class_init (RsApplicationClass *class)
{
  G_APPLICATION_CLASS (class)->startup = startup;
  G_APPLICATION_CLASS (class)->activate = activate;
  G_APPLICATION_CLASS (class)->open = open;
  G_APPLICATION_CLASS (class)->handle_local_options = handle_local_options;
}

static void
rs_application_init (RsApplication *self)
{
  GApplication *application = G_APPLICATION (self);

  g_application_add_main_option (application, "version", 0, 0, G_OPTION_ARG_NONE,
                                 _ ("Print the version and end"), NULL);
  g_application_set_option_context_parameter_string (application, _ ("[FILE.py…]"));
  g_application_set_option_context_summary (
      application,
      _ ("Watch a Python program's memory: every object, every reference, every count."));
}

RsApplication *
rs_application_new (void)
{
  return g_object_new (RS_TYPE_APPLICATION, "application-id", RS_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE, "resource-base-path",
                       "/io/github/refscope/Refscope", NULL);
}
