/* SPDX-License-Identifier: MIT
 *
 * HTML without a library: the texts are our own, in the little Markdown of
 * lessons (src/lesson/texts.c).
 */
#include "html.h"

#include <string.h>

void
rs_html_text (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_string_append (out, escaped);
}

void
rs_html_inline (GString *out, const char *markdown)
{
  g_auto (GStrv) parts = g_strsplit (markdown, "`", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) strong = g_strsplit (parts[i], i % 2 == 0 ? "**" : "\n\n", -1);
      g_string_append (out, i % 2 == 1 ? "<code>" : "");
      for (guint j = 0; strong[j] != NULL; j++)
        {
          g_string_append (out, j % 2 == 1 ? "<b>" : j > 0 ? "</b>" : "");
          rs_html_text (out, strong[j]);
        }
      g_string_append (out, i % 2 == 1 ? "</code>" : "");
    }
}

/* Closes what is open: 'p' or 'u', 0: nothing. */
static void
close_block (GString *out, char *open)
{
  g_string_append (out, *open == 'p' ? "</p>\n" : *open == 'u' ? "</li></ul>\n" : "");
  *open = 0;
}

void
rs_html_blocks (GString *out, const char *markdown)
{
  g_auto (GStrv) lines = g_strsplit (markdown, "\n", -1);
  char open = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      gboolean heading = g_str_has_prefix (line, "### "), item = g_str_has_prefix (line, "- ");
      if (*line == '\0' || heading || (item && open == 'p'))
        close_block (out, &open);
      if (*line == '\0')
        continue;
      if (item)
        g_string_append (out, open == 'u' ? "</li><li>" : "<ul><li>");
      else if (heading)
        g_string_append (out, "<h3>");
      else
        g_string_append (out, open == 0 ? "<p>" : " ");
      rs_html_inline (out, heading ? line + 4 : item ? line + 2 : line);
      if (heading)
        g_string_append (out, "</h3>\n");
      else
        open = item ? 'u' : open == 0 ? 'p' : open;
    }
  close_block (out, &open);
}

void
rs_html_program (GString *out, const char *program)
{
  g_auto (GStrv) lines = g_strsplit (program, "\n", -1);
  guint n = g_strv_length (lines);

  g_string_append (out, "<pre class=\"program\">");
  for (guint i = 0; i < n && (i + 1 < n || *lines[i] != '\0'); i++)
    {
      g_string_append_printf (out, "<span data-line=\"%u\"><i>%u</i>", i + 1, i + 1);
      rs_html_text (out, lines[i]);
      g_string_append (out, "\n</span>");
    }
  g_string_append (out, "</pre>\n");
}

const char rs_html_style[] =
    ":root{color-scheme:light "
    "dark;--fg:#222;--bg:#fff;--soft:#f3f5f9;--line:#d6dae2;--mark:#dbe8fb;"
    "--accent:#1a5fb4}\n"
    "@media(prefers-color-scheme:dark){:root{--fg:#e6e6e6;--bg:#1d1f23;--soft:#282b31;--line:#"
    "3b3f47;"
    "--mark:#24405f;--accent:#7fb2f0}}\n"
    "body{margin:0 auto;padding:1.5rem;max-width:80rem;color:var(--fg);background:var(--bg);"
    "font:1rem/1.55 system-ui,'Noto Sans CJK "
    "KR',sans-serif;word-break:keep-all;overflow-wrap:anywhere}"
    "\n"
    "code,pre{font-family:'Noto Sans Mono','D2Coding',monospace;font-size:.92em}\n"
    "section{border-top:2px solid var(--line);margin-top:3rem}\n"
    "blockquote{margin:1rem 0;padding:.2rem 1rem;border-left:4px solid var(--line);background:"
    "var(--soft)}\n"
    ".stepper{display:grid;grid-template-columns:minmax(18rem,2fr) minmax(20rem,3fr);gap:1.2rem;"
    "align-items:start}\n"
    "@media(max-width:50rem){.stepper{grid-template-columns:1fr}}\n"
    ".program{overflow:auto;max-height:30rem;background:var(--soft);padding:.6rem 0;margin:0}\n"
    ".program span{display:block;padding:0 .8rem}\n"
    ".program i{display:inline-block;width:2.2em;opacity:.5;font-style:normal;user-select:none}\n"
    ".program .next{background:var(--mark);box-shadow:inset 4px 0 var(--accent)}\n"
    ".moment{margin-bottom:1.5rem}\n"
    ".moment img,details img{max-width:100%;background:#fff;border:1px solid "
    "var(--line);border-radius:"
    "6px}\n"
    ".output{background:var(--soft);padding:.6rem .8rem;overflow:auto;max-height:9rem;margin:.5rem "
    "0}\n"
    ".claim{background:var(--soft);border-radius:8px;padding:.6rem 1rem;margin:.8rem 0}\n"
    ".claim h4{margin:.2rem 0}\n"
    ".bar{position:sticky;top:0;background:var(--bg);padding:.5rem 0;display:none;gap:.5rem;"
    "align-items:center;z-index:1}\n"
    ".js .bar{display:flex}\n"
    ".js .moment:not(.here){display:none}\n"
    "button{font:inherit;padding:.3rem .9rem}\n"
    "table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:.15rem "
    ".6rem;text-align:"
    "left}\n"
    "@media print{.js .moment:not(.here){display:block}.js "
    ".bar{display:none}.program{max-height:none}}"
    "\n";

const char rs_html_script[] =
    "document.documentElement.classList.add('js');\n"
    "for(const s of document.querySelectorAll('.stepper')){\n"
    " const m=[...s.querySelectorAll('.moment')],b=s.querySelectorAll('.bar button'),\n"
    "  at=s.querySelector('.bar output'),p=s.querySelector('.program');let i=0;\n"
    " const show=n=>{if(n<0||n>=m.length)return;i=n;\n"
    "  m.forEach((x,k)=>x.classList.toggle('here',k===i));\n"
    "  for(const l of p.children){\n"
    "   const on=l.dataset.line===m[i].dataset.next;l.classList.toggle('next',on);\n"
    "   if(on)p.scrollTop=l.offsetTop-p.offsetTop-p.clientHeight/2;}\n"
    "  at.textContent=(i+1)+' / '+m.length;b[0].disabled=i===0;b[1].disabled=i===m.length-1;};\n"
    " b[0].onclick=()=>show(i-1);b[1].onclick=()=>show(i+1);\n"
    " s.tabIndex=0;s.addEventListener('keydown',e=>{\n"
    "  if(e.key==='ArrowRight')show(i+1);else if(e.key==='ArrowLeft')show(i-1);else return;\n"
    "  e.preventDefault();});\n"
    " show(0);}\n";
