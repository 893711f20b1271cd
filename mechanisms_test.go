package sanjie_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestMechanisms checks the table of docs/mechanisms.md: M01 to M48 have a row
// each, in their order; every name under "where" is exported and declared in the
// file that it leads to; every name under "shown by" is a test or example
// function there, and a row of it where one is named, or a directory of examples
// that has tests, so that they run whenever this does. A row without any says
// that it is in progress, or what is missing.
func TestMechanisms(t *testing.T) {
	c := mechanismsCheck{t: t, files: map[string]*ast.File{}}
	next := 1
	for line := range strings.SplitSeq(read(t, "docs/mechanisms.md"), "\n") {
		if !strings.HasPrefix(line, "| M") {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "| "), " |"), " | ")
		if want := fmt.Sprintf("M%02d", next); len(cells) != 4 || cells[0] != want {
			t.Errorf("%.40s…: want a row of 4 cells for %s", line, want)
		}
		if next++; len(cells) == 4 {
			c.row(cells[0], cells[2], cells[3])
		}
	}
	if next != 49 {
		t.Errorf("%d rows, want those of M01 to M48", next-1)
	}
}

// mechanismsCheck is the check of the table under way.
type mechanismsCheck struct {
	t     *testing.T
	files map[string]*ast.File
}

// leads are the links of the table: a name as code, and a path from docs.
var leads = regexp.MustCompile("\\[`([^`]+)`\\]\\(([^)]+)\\)")

func (c mechanismsCheck) row(id, where, shown string) {
	named := leads.FindAllStringSubmatch(where, -1)
	shows := leads.FindAllStringSubmatch(shown, -1)
	if without := leads.ReplaceAllString(where+shown, ""); strings.ContainsAny(without, "`[]()") {
		c.t.Errorf("%s: %q is no link of a name as code", id, without)
	}
	missing := strings.HasPrefix(shown, "not yet: ") || shown == "in progress"
	if (len(named) == 0 || len(shows) == 0) && !missing {
		c.t.Errorf("%s: it is not said where it is and what shows it, nor that it is in progress or not yet there", id)
	}
	for _, m := range named {
		if err := c.declares(m[1], path.Join("docs", m[2])); err != nil {
			c.t.Errorf("%s, where: %v", id, err)
		}
	}
	for _, m := range shows {
		if err := c.tests(m[1], path.Join("docs", m[2])); err != nil {
			c.t.Errorf("%s, shown by: %v", id, err)
		}
	}
}

// parse reads a Go file once.
func (c mechanismsCheck) parse(name string) (*ast.File, error) {
	file, ok := c.files[name]
	if !ok {
		var err error
		if file, err = parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution); err != nil {
			return nil, err
		}
		c.files[name] = file
	}
	return file, nil
}

// declares checks that a file of a package exports a name such as
// curriculum.Course, matching.Problem.Preparations or capacity.Center.Host.
func (c mechanismsCheck) declares(name, in string) error {
	file, err := c.parse(in)
	if err != nil {
		return err
	}
	pkg, rest, _ := strings.Cut(name, ".")
	if pkg != file.Name.Name {
		return fmt.Errorf("%s is not of the package %s of %s", name, file.Name.Name, in)
	}
	for part := range strings.SplitSeq(rest, ".") {
		if !ast.IsExported(part) {
			return fmt.Errorf("%s is not exported", name)
		}
	}
	if !slices.Contains(declared(file), rest) {
		return fmt.Errorf("%s is not declared in %s", name, in)
	}
	return nil
}

// declared lists what a file declares: functions, constants, variables and types,
// methods and fields with their type before them.
func declared(file *ast.File) []string {
	var all []string
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if d.Recv != nil {
				name = receiver(d.Recv.List[0].Type) + "." + name
			}
			all = append(all, name)
		case *ast.GenDecl:
			for _, s := range d.Specs {
				all = append(all, named(s)...)
			}
		}
	}
	return all
}

func receiver(e ast.Expr) string {
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return "" // of a generic type
}

// named lists what a specification declares.
func named(s ast.Spec) []string {
	var all []string
	switch s := s.(type) {
	case *ast.ValueSpec:
		for _, id := range s.Names {
			all = append(all, id.Name)
		}
	case *ast.TypeSpec:
		all = append(all, s.Name.Name)
		if fields, ok := s.Type.(*ast.StructType); ok {
			for _, f := range fields.Fields.List {
				for _, id := range f.Names {
					all = append(all, s.Name.Name+"."+id.Name)
				}
			}
		}
	}
	return all
}

// tests checks that a name such as matching.TestVerify/tier is of a test in a
// file, or that it is a directory with tests.
func (c mechanismsCheck) tests(name, in string) error {
	if !strings.HasSuffix(in, ".go") {
		if name != in {
			return fmt.Errorf("%s leads to %s", name, in)
		}
		if found, err := filepath.Glob(path.Join(in, "*_test.go")); err != nil || len(found) == 0 {
			return fmt.Errorf("%s has no tests (%v)", in, err)
		}
		return nil
	}
	file, err := c.parse(in)
	if err != nil {
		return err
	}
	pkg, rest, _ := strings.Cut(name, ".")
	function, row, ofTable := strings.Cut(rest, "/")
	if pkg != strings.TrimSuffix(file.Name.Name, "_test") || !strings.HasSuffix(in, "_test.go") {
		return fmt.Errorf("%s is not of the tests %s", name, in)
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Name.Name != function || !strings.HasPrefix(function, "Test") && !strings.HasPrefix(function, "Example") {
			continue
		}
		if ofTable && !slices.Contains(textsIn(f.Body), row) {
			return fmt.Errorf("%s has no row %q", name, row)
		}
		return nil
	}
	return fmt.Errorf("%s is not in %s", name, in)
}
