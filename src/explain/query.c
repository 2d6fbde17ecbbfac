/* SPDX-License-Identifier: MIT
 *
 * Reading a query: a lexer of words, numbers, quoted texts and operators, and a
 * parser by recursive descent, a function a rule.
 *
 *     query      = [ "first" | "all" | "count" [ "by" GROUP ] ] [ condition ]
 *                | condition "count" [ "by" GROUP ]
 *     GROUP      = "type" | "line" | "cause" | "function"
 *     condition  = both { "or" both }
 *     both       = negated { "and" negated }
 *     negated    = "not" negated | "(" condition ")" | term [ "at" moment ]
 *     term       = FIELD OPERATOR value
 *                | ( "born" | "died" ) [ "in" NAME | "at" "line" NUMBER ]
 *                | "alive" | "reachable" | "garbage" | "weak" "only" | "id" "used" "again"
 *     moment     = "end" | "step" NUMBER | "line" NUMBER [ ":" NUMBER ]
 *     OPERATOR   = "=" | "==" | "!=" | "<" | "<=" | ">" | ">="
 *
 * "count" alone is a selector at the beginning and a field before an operator.
 */
#include "query.h"

#include <string.h>

typedef enum { WORD, NUMBER, TEXT, SIGN, END } TokenKind;

typedef struct {
  TokenKind kind;
  gsize at, length; /* in the query */
} Token;

typedef struct {
  const char *text;
  Token token; /* the next one */
  char *message;
  gsize position;
} Parser;

typedef struct {
  const char *name;
  RsTermKind term;
  gboolean is_text;
} Field;

static const Field fields[] = {
  { "type", RS_TERM_TYPE, TRUE }, { "line", RS_TERM_LINE },         { "name", RS_TERM_NAME, TRUE },
  { "count", RS_TERM_COUNT },     { "bytes", RS_TERM_BYTES },       { "born", RS_TERM_BORN },
  { "died", RS_TERM_DIED },       { "cause", RS_TERM_CAUSE, TRUE }, { "holders", RS_TERM_HOLDERS },
  { "thread", RS_TERM_THREAD },   { "serial", RS_TERM_SERIAL },
};

static const char *const groups[] = { "", "type", "line", "cause", "function" };

const char *
rs_group_name (RsGroup group)
{
  return groups[group];
}

/* --- tokens --------------------------------------------------------------- */

static void fail (Parser *p, gsize at, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
fail (Parser *p, gsize at, const char *format, ...)
{
  va_list list;
  if (p->message != NULL)
    return;
  va_start (list, format);
  p->message = g_strdup_vprintf (format, list);
  va_end (list);
  p->position = at;
}

static gboolean
is_word (guchar c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.' || c == '<' || c >= 0x80;
}

/* A word; "<" only within one, as in outer.<locals>.f. */
static gsize
word_length (const char *text)
{
  gsize n = 0;
  while (is_word (text[n]) && (text[n] != '<' || (n > 0 && text[n - 1] == '.')))
    {
      n++;
      if (text[n - 1] == '<')
        while (text[n] != '\0' && text[n - 1] != '>')
          n++;
    }
  return n;
}

static gsize
sign_length (const char *text)
{
  if (strchr ("<>!=", *text) != NULL && text[1] == '=')
    return 2;
  return 1;
}

static void
advance (Parser *p)
{
  const char *text = p->text;
  gsize at = p->token.at + p->token.length;
  while (g_ascii_isspace (text[at]))
    at++;
  guchar c = text[at];
  gsize length;
  TokenKind kind;
  if (c == '\0')
    {
      kind = END;
      length = 0;
    }
  else if (g_ascii_isdigit (c))
    {
      kind = NUMBER;
      length = strspn (text + at, "0123456789");
    }
  else if (is_word (c) && c != '<' && c != '.')
    {
      kind = WORD;
      length = word_length (text + at);
    }
  else if (c == '"' || c == '\'')
    {
      const char *end = strchr (text + at + 1, c);
      if (end == NULL)
        fail (p, at, "the text that begins here does not end");
      kind = TEXT;
      length = end ? (gsize) (end + 1 - text) - at : strlen (text + at);
    }
  else
    {
      kind = SIGN;
      length = sign_length (text + at);
    }
  p->token = (Token){ kind, at, length };
}

static gboolean
is (const Parser *p, const char *word)
{
  const Token *t = &p->token;
  return t->kind != TEXT && t->length == strlen (word)
         && strncmp (p->text + t->at, word, t->length) == 0;
}

static gboolean
accept (Parser *p, const char *word)
{
  if (!is (p, word))
    return FALSE;
  advance (p);
  return TRUE;
}

static void
expect (Parser *p, const char *word)
{
  if (!accept (p, word))
    fail (p, p->token.at, "\"%s\" is missing here", word);
}

/* The text of a word, a number or a quoted text, whichever comes. */
static char *
take_text (Parser *p, const char *what)
{
  Token t = p->token;
  if (t.kind == END || t.kind == SIGN)
    {
      fail (p, t.at, "%s is missing here", what);
      return g_strdup ("");
    }
  advance (p);
  return t.kind == TEXT ? g_strndup (p->text + t.at + 1, t.length > 1 ? t.length - 2 : 0)
                        : g_strndup (p->text + t.at, t.length);
}

static guint64
take_number (Parser *p, const char *what)
{
  Token t = p->token;
  guint64 value = 0;
  g_autofree char *digits = g_strndup (p->text + t.at, t.length);
  if (t.kind != NUMBER)
    fail (p, t.at, "%s is a number, which is missing here", what);
  else if (!g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT32, &value, NULL))
    fail (p, t.at, "this number is too large");
  advance (p);
  return value;
}

/* --- rules ---------------------------------------------------------------- */

static RsCondition *parse_condition (Parser *p);

static void
condition_free (RsCondition *condition)
{
  if (condition == NULL)
    return;
  condition_free (condition->left);
  condition_free (condition->right);
  g_free (condition->text);
  g_free (condition);
}

static RsCondition *
new_condition (RsConditionKind kind, RsCondition *left, RsCondition *right)
{
  RsCondition *condition = g_new0 (RsCondition, 1);
  condition->kind = kind;
  condition->left = left;
  condition->right = right;
  return condition;
}

static RsCondition *
new_term (RsTermKind term, RsTermForm form)
{
  RsCondition *condition = new_condition (RS_QUERY_TERM, NULL, NULL);
  condition->term = term;
  condition->form = form;
  return condition;
}

/* OPERATOR = "=" | "==" | "!=" | "<" | "<=" | ">" | ">=" */
static gboolean
parse_operator (Parser *p, RsQueryOp *op)
{
  static const struct {
    const char *sign;
    RsQueryOp op;
  } signs[] = {
    { "=", RS_OP_EQUAL },    { "==", RS_OP_EQUAL }, { "!=", RS_OP_UNEQUAL },  { "<", RS_OP_LESS },
    { "<=", RS_OP_AT_MOST }, { ">", RS_OP_MORE },   { ">=", RS_OP_AT_LEAST },
  };
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (accept (p, signs[i].sign))
      {
        *op = signs[i].op;
        return TRUE;
      }
  return FALSE;
}

static void
check_cause (Parser *p, gsize at, const char *text)
{
  static const char *const causes[] = { "count", "collected", "exit", "holder" };
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (strcmp (text, causes[i]) == 0)
      return;
  fail (p, at, "a cause is count, collected, exit or holder (freed with what held it), not \"%s\"",
        text);
}

/* FIELD OPERATOR value; the field has been read. */
static RsCondition *
parse_comparison (Parser *p, const Field *field)
{
  RsCondition *term = new_term (field->term, RS_SAID_COMPARED);
  gsize sign = p->token.at;
  if (!parse_operator (p, &term->op))
    fail (p, p->token.at, "after \"%s\" an operator is missing: = != < <= > >=", field->name);
  gsize at = p->token.at;
  if (!field->is_text)
    term->number = take_number (p, field->name);
  else
    {
      term->text = take_text (p, field->name);
      if (term->op != RS_OP_EQUAL && term->op != RS_OP_UNEQUAL)
        fail (p, sign, "a %s can be = or != only", field->name);
      if (field->term == RS_TERM_CAUSE)
        check_cause (p, at, term->text);
    }
  return term;
}

/* ( "born" | "died" ) [ "in" NAME | "at" "line" NUMBER ]; the word has been
 * read. */
static RsCondition *
parse_event (Parser *p, const Field *field)
{
  if (accept (p, "in"))
    {
      RsCondition *term = new_term (field->term, RS_SAID_IN);
      term->text = take_text (p, "a function's name");
      if (accept (p, "("))
        expect (p, ")");
      return term;
    }
  if (accept (p, "at"))
    {
      RsCondition *term = new_term (field->term, RS_SAID_AT_LINE);
      expect (p, "line");
      term->number = take_number (p, "a line");
      return term;
    }
  return new_term (field->term, RS_SAID_PLAIN);
}

static gboolean
at_operator (const Parser *p)
{
  return p->token.kind == SIGN && strchr ("=!<>", p->text[p->token.at]) != NULL;
}

static RsCondition *
parse_field (Parser *p, const Field *field)
{
  gboolean event = field->term == RS_TERM_BORN || field->term == RS_TERM_DIED;
  advance (p);
  return event && !at_operator (p) ? parse_event (p, field) : parse_comparison (p, field);
}

/* term */
static RsCondition *
parse_term (Parser *p)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is (p, fields[i].name))
      return parse_field (p, &fields[i]);
  if (accept (p, "alive"))
    return new_term (RS_TERM_ALIVE, RS_SAID_PLAIN);
  if (accept (p, "reachable"))
    return new_term (RS_TERM_REACHABLE, RS_SAID_PLAIN);
  if (accept (p, "garbage"))
    return new_term (RS_TERM_GARBAGE, RS_SAID_PLAIN);
  if (accept (p, "weak"))
    {
      expect (p, "only");
      return new_term (RS_TERM_WEAK_ONLY, RS_SAID_PLAIN);
    }
  if (accept (p, "id"))
    {
      expect (p, "used");
      expect (p, "again");
      return new_term (RS_TERM_ID_USED_AGAIN, RS_SAID_PLAIN);
    }
  if (p->token.kind == END)
    fail (p, p->token.at, "a condition is missing here");
  else
    fail (p, p->token.at,
          "\"%.*s\" is no condition: there are type, line, name, count, bytes, born, died, cause, "
          "holders, thread, serial, alive, reachable, garbage, weak only and id used again",
          (int) p->token.length, p->text + p->token.at);
  return new_term (RS_TERM_ALIVE, RS_SAID_PLAIN);
}

/* moment = "end" | "step" NUMBER | "line" NUMBER [ ":" NUMBER ] */
static void
parse_moment (Parser *p, RsCondition *term)
{
  term->at_hit = 1;
  if (accept (p, "end"))
    term->at = RS_AT_END;
  else if (accept (p, "step"))
    {
      term->at = RS_AT_STEP;
      term->at_number = take_number (p, "a step");
    }
  else if (accept (p, "line"))
    {
      term->at = RS_AT_LINE;
      term->at_number = take_number (p, "a line");
      if (accept (p, ":"))
        term->at_hit = take_number (p, "which time");
    }
  else
    fail (p, p->token.at, "a moment is \"end\", \"step N\" or \"line N:K\"");
}

static gboolean
has_moment (const RsCondition *term)
{
  return term->term >= RS_TERM_ALIVE;
}

/* negated = "not" negated | "(" condition ")" | term [ "at" moment ] */
static RsCondition *
parse_negated (Parser *p)
{
  if (accept (p, "not"))
    return new_condition (RS_QUERY_NOT, parse_negated (p), NULL);
  if (accept (p, "("))
    {
      RsCondition *inner = parse_condition (p);
      expect (p, ")");
      return inner;
    }
  RsCondition *term = parse_term (p);
  gsize at = p->token.at;
  if (p->message == NULL && accept (p, "at"))
    {
      if (!has_moment (term))
        fail (p, at, "what stands before \"at\" holds for the whole life, not at a moment");
      parse_moment (p, term);
    }
  return term;
}

/* both = negated { "and" negated } */
static RsCondition *
parse_both (Parser *p)
{
  RsCondition *left = parse_negated (p);
  while (p->message == NULL && accept (p, "and"))
    left = new_condition (RS_QUERY_AND, left, parse_negated (p));
  return left;
}

/* condition = both { "or" both } */
static RsCondition *
parse_condition (Parser *p)
{
  RsCondition *left = parse_both (p);
  while (p->message == NULL && accept (p, "or"))
    left = new_condition (RS_QUERY_OR, left, parse_both (p));
  return left;
}

/* "count" [ "by" GROUP ] */
static void
parse_count (Parser *p, RsQuery *query)
{
  advance (p);
  query->counts = TRUE;
  if (!accept (p, "by"))
    return;
  for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
    if (accept (p, groups[i]))
      query->group = i;
  if (query->group == RS_GROUP_NOTHING)
    fail (p, p->token.at, "one can count by type, line, cause or function");
}

static gboolean
is_selector_count (Parser *p)
{
  Parser ahead = *p;
  if (!is (p, "count"))
    return FALSE;
  advance (&ahead);
  return !at_operator (&ahead);
}

RsQuery *
rs_query_parse (const char *text, char **message, gsize *position)
{
  RsQuery *query = g_new0 (RsQuery, 1);
  Parser p = { text };
  advance (&p);
  if (accept (&p, "first"))
    query->first = TRUE;
  else if (is_selector_count (&p))
    parse_count (&p, query);
  else
    accept (&p, "all");
  if (p.message == NULL && p.token.kind != END)
    query->condition = parse_condition (&p);
  if (p.message == NULL && query->condition != NULL && !query->first && !query->counts
      && is_selector_count (&p))
    parse_count (&p, query);
  if (p.message == NULL && p.token.kind != END)
    fail (&p, p.token.at, "\"and\" or \"or\" is missing before \"%.*s\"", (int) p.token.length,
          text + p.token.at);
  if (p.message == NULL)
    return query;
  *message = p.message;
  *position = p.position;
  rs_query_free (query);
  return NULL;
}

void
rs_query_free (RsQuery *query)
{
  if (query == NULL)
    return;
  condition_free (query->condition);
  g_free (query);
}

gboolean
rs_condition_has_moments (const RsCondition *condition)
{
  if (condition == NULL)
    return FALSE;
  if (condition->kind != RS_QUERY_TERM)
    return rs_condition_has_moments (condition->left)
           || rs_condition_has_moments (condition->right);
  return condition->term > RS_TERM_ALIVE && condition->at == RS_AT_NOTHING;
}
