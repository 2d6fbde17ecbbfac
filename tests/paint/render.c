/* SPDX-License-Identifier: MIT
 *
 * Renders fixture graphs, for people to look at: render FIXTURE OUT.png [THEME
 * [DETAIL [MOMENT [SELECTED-SERIAL]]]]. MOMENT 1 draws the step from 0 to 1
 * with its marks; 0 draws moment 0 alone.
 */
#include "paint/export.h"
#include "tests/graph/fixtures.h"

#include <stdlib.h>

int
main (int argc, char **argv)
{
  RsExportOptions export = RS_EXPORT_OPTIONS_INIT;
  RsSceneOptions options = RS_SCENE_OPTIONS_INIT;
  g_autoptr (RsPlan) plan = NULL;
  g_autoptr (RsConstHeapGraph) before = NULL, after = NULL;
  g_autoptr (RsScenePlanner) planner = NULL;
  g_autoptr (RsScene) scene = NULL;
  g_autoptr (GError) error = NULL;
  int theme = argc > 3 ? rs_theme_from_name (argv[3]) : 0,
      detail = argc > 4 ? rs_detail_from_name (argv[4]) : 0;
  int moment = argc > 5 ? atoi (argv[5]) : 1;

  if (argc < 3 || theme < 0 || detail < 0 || (before = fixture_by_name (argv[1], 0)) == NULL)
    {
      g_printerr ("render FIXTURE OUT [THEME [DETAIL [MOMENT [SELECTED]]]]\n");
      return 2;
    }
  export.theme = (RsThemeId) theme;
  export.selected = argc > 6 ? (guint64) atoi (argv[6]) : 0;
  options.detail = (RsDetail) detail;
  after = fixture_by_name (argv[1], 1);
  planner = rs_scene_planner_new (&options);
  rs_scene_planner_add (planner, before, NULL);
  rs_scene_planner_add (planner, after, before);
  plan = rs_scene_planner_run (planner, NULL);
  scene = moment == 1 ? rs_scene_new (after, before, plan, &options)
                      : rs_scene_new (before, NULL, plan, &options);
  if (!rs_export_file (scene, argv[2], &export, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
