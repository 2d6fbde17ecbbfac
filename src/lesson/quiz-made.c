/* SPDX-License-Identifier: MIT
 *
 * Each kind writes its program several times: as it is, and as somebody reads
 * it who has a certain misconception ("an assignment copies": `b = a` is read
 * as `b = list (a)`). The engine runs all of them, so a wrong answer is just
 * what follows from the misconception that it names.
 */
#include "quiz-made.h"

static void
misread (RsMade *made, char *text, RsTwoTexts why)
{
  g_array_append_val (made->misreadings, ((RsMisreading){ text, why }));
}

/* --- names and copies ----------------------------------------------------- */

typedef struct {
  gboolean b_copies, c_copies;
  int numbers[4];
  gboolean c_first;
} Names;

static char *
names_text (const Names *n)
{
  const char *b = n->b_copies ? "list(a)" : "a", *c = n->c_copies ? "list(b)" : "b";
  g_autofree char *first = g_strdup_printf ("b.append(%d)\n", n->numbers[2]),
                  *second = g_strdup_printf ("c.append(%d)\n", n->numbers[3]);
  return g_strdup_printf ("a = [%d, %d]\nb = %s\nc = %s\n%s%s", n->numbers[0], n->numbers[1], b, c,
                          n->c_first ? second : first, n->c_first ? first : second);
}

static void
make_names (RsMade *made, GRand *rand)
{
  static const char *const expressions[] = { "a", "b", "c" };
  Names n = { .b_copies = g_rand_boolean (rand), .c_first = g_rand_boolean (rand) };
  n.c_copies = !n.b_copies || g_rand_boolean (rand);
  for (guint i = 0; i < G_N_ELEMENTS (n.numbers); i++)
    n.numbers[i] = g_rand_int_range (rand, 1, 10) + 10 * (int) i;
  Names all_copy = n, all_alias = n;
  all_copy.b_copies = all_copy.c_copies = TRUE;
  all_alias.b_copies = all_alias.c_copies = FALSE;
  made->id = "names";
  made->text = names_text (&n);
  made->expression = expressions[g_rand_int_range (rand, 0, 3)];
  made->why = (RsTwoTexts){ "An assignment adds a name; list() makes a new list.",
                            "대입은 이름을 하나 더 붙이고, list()는 새 리스트를 만듭니다." };
  misread (made, names_text (&all_copy),
           (RsTwoTexts){ "This is the idea that an assignment copies the list.",
                         "‘대입은 리스트를 복사한다’는 생각입니다." });
  misread (made, names_text (&all_alias),
           (RsTwoTexts){ "This is the idea that list() returns the list it was given.",
                         "‘list()는 받은 리스트를 그대로 돌려준다’는 생각입니다." });
}

/* --- counts --------------------------------------------------------------- */

typedef struct {
  int names, items;
  gboolean in_dict, deletes;
} Count;

static char *
count_text (const Count *c)
{
  GString *text = g_string_new ("import sys\n\nx = [1]\n");
  for (int i = 0; i < c->names; i++)
    g_string_append_printf (text, "y%d = x\n", i + 1);
  g_string_append (text, "box = [");
  for (int i = 0; i < c->items; i++)
    g_string_append (text, i > 0 ? ", x" : "x");
  g_string_append (text, "]\n");
  if (c->in_dict)
    g_string_append (text, "table = {\"x\": x}\n");
  if (c->deletes)
    g_string_append (text, "del y1\n");
  return g_string_free (text, FALSE);
}

static void
make_count (RsMade *made, GRand *rand)
{
  Count c = { g_rand_int_range (rand, 1, 4), g_rand_int_range (rand, 1, 4), g_rand_boolean (rand),
              g_rand_boolean (rand) };
  Count names_only = c, once = c, kept = c;
  names_only.items = 0;
  names_only.in_dict = FALSE;
  once.items = 1;
  kept.deletes = FALSE;
  made->id = "count";
  made->text = count_text (&c);
  made->expression = "sys.getrefcount(x) - 1";
  made->question = (RsTwoTexts){ "How many references has the list x at the end of the program?",
                                 "프로그램이 끝날 때 리스트 x의 참조 수는 얼마일까요?" };
  made->why =
      (RsTwoTexts){ "Each name, each cell of a list, each value of a dict is one reference.",
                    "이름마다, 리스트의 칸마다, 사전의 값마다 참조가 하나입니다." };
  misread (
      made, count_text (&names_only),
      (RsTwoTexts){ "This is the idea that only names count.", "‘이름만 센다’는 생각입니다." });
  misread (made, count_text (&once),
           (RsTwoTexts){ "This is the idea that a list counts once, however many of its cells do.",
                         "‘칸이 몇이든 리스트는 한 번만 센다’는 생각입니다." });
  misread (made, count_text (&kept),
           (RsTwoTexts){ "This is the idea that del changes no count.",
                         "‘del은 참조 수를 바꾸지 않는다’는 생각입니다." });
}

/* --- weak references ------------------------------------------------------ */

static char *
weak_text (const char *other, gboolean deletes)
{
  return g_strdup_printf (
      "import weakref\n\nclass Thing:\n    pass\n\nt = Thing()\nr = weakref.ref(t)\nother = %s\n%s",
      other, deletes ? "del t\n" : "");
}

static void
make_weak (RsMade *made, GRand *rand)
{
  static const char *const strong[] = { "t", "[t]", "{\"t\": t}" }, *const weak[] = {
    "weakref.ref(t)", "[weakref.ref(t)]", "{\"t\": weakref.ref(t)}"
  };
  guint i = (guint) g_rand_int_range (rand, 0, 3);
  gboolean is_strong = g_rand_boolean (rand);
  made->id = "weak";
  made->text = weak_text (is_strong ? strong[i] : weak[i], TRUE);
  made->expression = "r() is not None";
  made->question = (RsTwoTexts){ "Does the Thing live at the end of the program?",
                                 "프로그램이 끝날 때 Thing 객체는 살아 있을까요?" };
  made->why = is_strong
                  ? (RsTwoTexts){ "Another strong reference keeps it alive.",
                                  "다른 강한 참조가 객체를 살려 둡니다." }
                  : (RsTwoTexts){ "Its last strong reference went; weak ones keep nothing.",
                                  "마지막 강한 참조가 사라졌고, 약한 참조는 살려 두지 않습니다." };
  if (is_strong)
    misread (made, weak_text (weak[i], TRUE),
             (RsTwoTexts){ "This is the idea that del destroys the object.",
                           "‘del은 객체를 없앤다’는 생각입니다." });
  else
    misread (made, weak_text (strong[i], TRUE),
             (RsTwoTexts){ "This is the idea that a weak reference keeps its object alive.",
                           "‘약한 참조도 객체를 살려 둔다’는 생각입니다." });
}

/* --- closures ------------------------------------------------------------- */

static char *
closure_text (int from, int to, int factor, gboolean early)
{
  return g_strdup_printf ("functions = []\nfor i in range(%d, %d):\n"
                          "    functions.append(lambda%s: i * %d)\n"
                          "results = [f() for f in functions]\n",
                          from, to, early ? " i=i" : "", factor);
}

static void
make_closure (RsMade *made, GRand *rand)
{
  int from = g_rand_int_range (rand, 0, 4), to = from + g_rand_int_range (rand, 2, 5),
      factor = g_rand_int_range (rand, 1, 6);
  gboolean early = g_rand_boolean (rand);
  made->id = "closure";
  made->text = closure_text (from, to, factor, early);
  made->expression = "results";
  made->why = early ? (RsTwoTexts){ "A default argument keeps the value that i had.",
                                    "기본 인자는 그때 i의 값을 간직합니다." }
                    : (RsTwoTexts){ "A function reads i when it is called, and there is one i.",
                                    "함수는 불릴 때 i를 읽고, i는 하나입니다." };
  misread (made, closure_text (from, to, factor, !early),
           early ? (RsTwoTexts){ "This is the idea that i=i changes nothing.",
                                 "‘i=i는 아무것도 바꾸지 않는다’는 생각입니다." }
                 : (RsTwoTexts){ "This is the idea that a function remembers the value of i.",
                                 "‘함수는 i의 값을 기억한다’는 생각입니다." });
  misread (
      made, closure_text (to, 2 * to - from, factor, FALSE),
      (RsTwoTexts){ "The loop ends before that value.", "반복은 그 값에 이르기 전에 끝납니다." });
}

/* --- default arguments ---------------------------------------------------- */

static char *
default_text (const int *numbers, gboolean none)
{
  return g_strdup_printf ("def add(item, items=%s):\n%s    items.append(item)\n    return items\n\n"
                          "first = add(%d)\nsecond = add(%d)\nthird = add(%d, [])\n",
                          none ? "None" : "[]",
                          none ? "    if items is None:\n        items = []\n" : "", numbers[0],
                          numbers[1], numbers[2]);
}

static void
make_default (RsMade *made, GRand *rand)
{
  int numbers[3];
  gboolean none = g_rand_int_range (rand, 0, 3) == 0;
  for (int i = 0; i < 3; i++)
    numbers[i] = g_rand_int_range (rand, 1, 10) + 10 * i;
  made->id = "default";
  made->text = default_text (numbers, none);
  made->expression = "(first, second, third)";
  made->why =
      none ? (RsTwoTexts){ "Each call makes a list of its own.", "호출마다 제 리스트를 만듭니다." }
           : (RsTwoTexts){ "The default list is made once, and the calls share it.",
                           "기본값 리스트는 한 번 만들어지고 호출들이 함께 씁니다." };
  misread (made, default_text (numbers, !none),
           none ? (RsTwoTexts){ "This is the idea that the list is shared here, too.",
                                "‘여기서도 리스트를 함께 쓴다’는 생각입니다." }
                : (RsTwoTexts){ "This is the idea that a default is made anew at each call.",
                                "‘기본값은 호출할 때마다 새로 만들어진다’는 생각입니다." });
}

/* --- all ------------------------------------------------------------------ */

static void (*const kinds[]) (RsMade *made, GRand *rand) = { make_names, make_count, make_weak,
                                                             make_closure, make_default };
const guint rs_n_made_kinds = G_N_ELEMENTS (kinds);

static void
misreading_clear (gpointer data)
{
  g_free (((RsMisreading *) data)->text);
}

RsMade *
rs_made_new (guint kind, GRand *rand)
{
  RsMade *made = g_new0 (RsMade, 1);
  made->misreadings = g_array_new (FALSE, FALSE, sizeof (RsMisreading));
  g_array_set_clear_func (made->misreadings, misreading_clear);
  kinds[kind % rs_n_made_kinds](made, rand);
  return made;
}

void
rs_made_free (RsMade *made)
{
  g_free (made->text);
  g_array_unref (made->misreadings);
  g_free (made);
}
