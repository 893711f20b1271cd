package sanjie_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/rule"
)

// TestRules checks the tables of docs/rules.md: every rule has a row in both,
// with its own name and text, with places that a scenario has, and with a test
// whose violations are of this rule alone.
func TestRules(t *testing.T) {
	doc := read(t, "docs/rules.md")
	schema := readSchema(t, "docs/schema/scenario.v1.json")
	tests := parseTests(t, "matching")
	for r := range rule.All() {
		if rows := rowsOf(doc, fmt.Sprintf("| %v | %s | ", r, r.Name())); len(rows) != 1 {
			t.Errorf("%d rows say what %v %s means, want 1", len(rows), r, r.Name())
		}
		rows := rowsOf(doc, fmt.Sprintf("| %v | %s | ", r, r.Text()))
		if len(rows) != 1 {
			t.Errorf("%d rows have the text of %v, %q; want 1", len(rows), r, r.Text())
			continue
		}
		places, test, _ := strings.Cut(rows[0], " | ")
		checkPlaces(t, schema, r, quoted(places))
		if names := quoted(test); len(names) != 1 {
			t.Errorf("%v names the tests %q, want 1", r, names)
		} else {
			checkAlone(t, tests, r, names[0])
		}
	}
}

// rowsOf returns what follows the start in those lines of a text that have it.
func rowsOf(text, start string) []string {
	var rows []string
	for line := range strings.SplitSeq(text, "\n") {
		if rest, ok := strings.CutPrefix(line, start); ok {
			rows = append(rows, rest)
		}
	}
	return rows
}

// quoted returns what stands between backquotes.
func quoted(text string) []string {
	var all []string
	for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return all
}

// schema is as much of a JSON Schema as it takes to follow a place.
type schema struct {
	Ref        string            `json:"$ref"`
	Properties map[string]schema `json:"properties"`
	Items      *schema           `json:"items"`
	Defs       map[string]schema `json:"$defs"`
}

func readSchema(t *testing.T, name string) schema {
	t.Helper()
	var s schema
	if err := json.Unmarshal([]byte(read(t, name)), &s); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return s
}

// has reports whether a document can have a value at the place.
func (s schema) has(place string) bool {
	at := s
	for step := range strings.SplitSeq(strings.TrimPrefix(place, "/"), "/") {
		var ok bool
		if step == "*" {
			ok = at.Items != nil
			if ok {
				at = *at.Items
			}
		} else {
			at, ok = at.Properties[step]
		}
		if !ok {
			return false
		}
		if name, ok := strings.CutPrefix(at.Ref, "#/$defs/"); ok {
			at = s.Defs[name]
		}
	}
	return strings.HasPrefix(place, "/")
}

func checkPlaces(t *testing.T, s schema, r rule.Rule, places []string) {
	t.Helper()
	if len(places) == 0 {
		t.Errorf("%v stands nowhere in a scenario", r)
	}
	for _, place := range places {
		if !s.has(place) {
			t.Errorf("%v: a scenario has no %s", r, place)
		}
	}
}

// parseTests returns the test functions of a package by name.
func parseTests(t *testing.T, dir string) map[string]*ast.FuncDecl {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]*ast.FuncDecl{}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				tests[f.Name.Name] = f
			}
		}
	}
	return tests
}

// checkAlone checks that the row of a table test, such as TestVerify/tier,
// wants violations, all of the one rule.
func checkAlone(t *testing.T, tests map[string]*ast.FuncDecl, r rule.Rule, name string) {
	t.Helper()
	function, row, _ := strings.Cut(name, "/")
	f, ok := tests[function]
	if !ok {
		t.Errorf("%v names the test %s, which does not exist", r, name)
		return
	}
	found, violations := false, 0
	for _, fields := range tableRows(f) {
		if texts := fields["name"]; len(texts) != 1 || texts[0] != row {
			continue
		}
		found = true
		for _, text := range fields["want"] {
			violations++
			if start := fmt.Sprintf("%v %s: ", r, r.Name()); !strings.HasPrefix(text, start) {
				t.Errorf("%v names the test %s, which breaks another rule as well: %s", r, name, text)
			}
		}
	}
	if !found || violations == 0 {
		t.Errorf("%v names the test %s, which wants no violations (row there: %v)", r, name, found)
	}
}

// tableRows returns the texts under each key of the keyed literals in a function.
func tableRows(f *ast.FuncDecl) []map[string][]string {
	var rows []map[string][]string
	ast.Inspect(f, func(n ast.Node) bool {
		literal, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		fields := map[string][]string{}
		for _, e := range literal.Elts {
			if field, ok := e.(*ast.KeyValueExpr); ok {
				if key, ok := field.Key.(*ast.Ident); ok {
					fields[key.Name] = textsIn(field.Value)
				}
			}
		}
		rows = append(rows, fields)
		return true
	})
	return rows
}

func textsIn(e ast.Node) []string {
	var texts []string
	ast.Inspect(e, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			if text, err := strconv.Unquote(literal.Value); err == nil {
				texts = append(texts, text)
			}
		}
		return true
	})
	return texts
}
