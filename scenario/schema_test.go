package scenario_test

import (
	"encoding"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/evaluation"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

// schema is as much of a JSON Schema as the project's use.
type schema struct {
	Type                 string            `json:"type"`
	Ref                  string            `json:"$ref"`
	Const                string            `json:"const"`
	Enum                 []string          `json:"enum"`
	Description          string            `json:"description"`
	Properties           map[string]schema `json:"properties"`
	Required             []string          `json:"required"`
	AdditionalProperties *bool             `json:"additionalProperties"`
	Items                *schema           `json:"items"`
	Defs                 map[string]schema `json:"$defs"`
}

func readSchema(t *testing.T, name string) schema {
	t.Helper()
	b, err := os.ReadFile("../docs/schema/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var s schema
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return s
}

// planDocument is a plan file as a type.
type planDocument struct {
	Format string `json:"format"`
	matching.Plan
}

// certificateDocument is a certificate file as a type.
type certificateDocument struct {
	Format string `json:"format"`
	matching.Certificate
}

// evaluationDocument is an evaluation file as a type.
type evaluationDocument struct {
	Format string `json:"format"`
	evaluation.Spec
}

// completionDocument is a completion file as a type.
type completionDocument struct {
	Format string `json:"format"`
	record.Completion
	Signature string `json:"signature,omitzero"`
}

// member is a field of a type as it stands in files.
type member struct {
	name     string
	typ      reflect.Type
	required bool
}

// membersOf lists the members of a struct in order, those of embedded structs too.
func membersOf(t reflect.Type) []member {
	var all []member
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			all = append(all, membersOf(f.Type)...)
			continue
		}
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		all = append(all, member{name, f.Type, option != "omitzero"})
	}
	return all
}

var textForm = reflect.TypeFor[encoding.TextUnmarshaler]()

func isText(t reflect.Type) bool { return reflect.PointerTo(t).Implements(textForm) }

// agreement compares a schema with a type.
type agreement struct {
	t    *testing.T
	root schema
	used map[string]bool
}

func (a agreement) check(path string, s schema, t reflect.Type) {
	if name, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok {
		def, ok := a.root.Defs[name]
		if !ok {
			a.t.Errorf("%s: no definition %s", path, s.Ref)
			return
		}
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		seen := a.used[name]
		a.used[name] = true
		if seen && t.Kind() == reflect.Struct && !isText(t) {
			return
		}
		s = def
	}
	want := ""
	switch {
	case isText(t) && s.Enum != nil:
		a.checkEnum(path, s.Enum, t)
		return
	case isText(t), t.Kind() == reflect.String:
		want = "string"
		if s.Const != "" {
			return
		}
	case t.Kind() == reflect.Slice:
		want = "array"
		if s.Items == nil {
			a.t.Errorf("%s: the schema does not say what is in the list", path)
			return
		}
		a.check(path+"/*", *s.Items, t.Elem())
	case t.Kind() == reflect.Struct:
		want = "object"
		a.checkObject(path, s, t)
	case t.Kind() == reflect.Bool:
		want = "boolean"
	default:
		want = "integer"
	}
	if s.Type != want {
		a.t.Errorf("%s: type %q in the schema, want %q for %v", path, s.Type, want, t)
	}
}

func (a agreement) checkObject(path string, s schema, t reflect.Type) {
	var names, required []string
	for _, m := range membersOf(t) {
		names = append(names, m.name)
		if m.required {
			required = append(required, m.name)
		}
		if p, ok := s.Properties[m.name]; ok {
			a.check(path+"/"+m.name, p, m.typ)
		}
	}
	var properties []string
	for name := range s.Properties {
		properties = append(properties, name)
	}
	slices.Sort(names)
	slices.Sort(properties)
	if diff := cmp.Diff(names, properties); diff != "" {
		a.t.Errorf("%s: fields of %v and of the schema (-Go +schema):\n%s", path, t, diff)
	}
	if diff := cmp.Diff(required, s.Required); diff != "" {
		a.t.Errorf("%s: required fields of %v and of the schema (-Go +schema):\n%s", path, t, diff)
	}
	if s.AdditionalProperties == nil || *s.AdditionalProperties {
		a.t.Errorf("%s: the schema allows unknown fields, readers do not", path)
	}
}

// checkEnum compares the values of a closed set with all that its type has.
func (a agreement) checkEnum(path string, enum []string, t reflect.Type) {
	var want []string
	for i := range 256 {
		v := reflect.New(t).Elem()
		v.SetUint(uint64(i))
		if text, err := v.Interface().(encoding.TextMarshaler).MarshalText(); err == nil {
			want = append(want, string(text))
		}
	}
	if diff := cmp.Diff(want, enum); diff != "" {
		a.t.Errorf("%s: values of %v and of the schema (-Go +schema):\n%s", path, t, diff)
	}
}

func TestSchemasAgree(t *testing.T) {
	for name, typ := range map[string]reflect.Type{
		"scenario.v1.json":    reflect.TypeFor[scenario.File](),
		"plan.v1.json":        reflect.TypeFor[planDocument](),
		"certificate.v1.json": reflect.TypeFor[certificateDocument](),
		"edit.v1.json":        scenario.EditTypeForTest,
		"evaluation.v1.json":  reflect.TypeFor[evaluationDocument](),
		"records.v1.json":     reflect.TypeFor[scenario.Records](),
		"completion.v1.json":  reflect.TypeFor[completionDocument](),
	} {
		a := agreement{t: t, root: readSchema(t, name), used: map[string]bool{}}
		a.check(name, a.root, typ)
		for def := range a.root.Defs {
			if !a.used[def] {
				t.Errorf("%s: nothing refers to the definition %s", name, def)
			}
		}
	}
	if got := readSchema(t, "scenario.v1.json").Properties["format"].Const; got != scenario.Format {
		t.Errorf("the scenario schema wants format %q, readers %q", got, scenario.Format)
	}
	if got := readSchema(t, "plan.v1.json").Properties["format"].Const; got != scenario.PlanFormat {
		t.Errorf("the plan schema wants format %q, readers %q", got, scenario.PlanFormat)
	}
	if got := readSchema(t, "edit.v1.json").Properties["format"].Const; got != scenario.EditFormat {
		t.Errorf("the edit schema wants format %q, readers %q", got, scenario.EditFormat)
	}
	if got := readSchema(t, "completion.v1.json").Properties["format"].Const; got != scenario.CompletionFormat {
		t.Errorf("the completion schema wants format %q, readers %q", got, scenario.CompletionFormat)
	}
	if got := readSchema(t, "records.v1.json").Properties["format"].Const; got != scenario.RecordsFormat {
		t.Errorf("the records schema wants format %q, readers %q", got, scenario.RecordsFormat)
	}
	if got := readSchema(t, "certificate.v1.json").Properties["format"].Const; got != scenario.CertificateFormat {
		t.Errorf("the certificate schema wants format %q, readers %q", got, scenario.CertificateFormat)
	}
	if got := readSchema(t, "evaluation.v1.json").Properties["format"].Const; got != scenario.EvaluationFormat {
		t.Errorf("the evaluation schema wants format %q, readers %q", got, scenario.EvaluationFormat)
	}
}

// TestSchemasShare: what an edit adds is defined as in a scenario, and what it sets
// has the same fields.
func TestSchemasShare(t *testing.T) {
	whole, edit := readSchema(t, "scenario.v1.json"), readSchema(t, "edit.v1.json")
	texts := map[string]map[string]json.RawMessage{}
	for _, name := range []string{"scenario.v1.json", "edit.v1.json"} {
		var doc struct {
			Defs map[string]json.RawMessage `json:"$defs"`
		}
		if err := json.Unmarshal([]byte(contents(t, "../docs/schema/"+name)), &doc); err != nil {
			t.Fatal(err)
		}
		texts[name] = doc.Defs
	}
	for name, def := range whole.Defs {
		if diff := cmp.Diff(string(texts["scenario.v1.json"][name]), string(texts["edit.v1.json"][name])); diff != "" {
			t.Errorf("%s (-scenario +edit):\n%s", name, diff)
		}
		set, ok := edit.Defs["set"+strings.ToUpper(name[:1])+name[1:]]
		if diff := cmp.Diff(def.Properties, set.Properties); ok && diff != "" {
			t.Errorf("fields of %s (-scenario +set):\n%s", name, diff)
		}
	}
}

// TestRecordsShare: values that records and scenarios have in common are defined
// alike.
func TestRecordsShare(t *testing.T) {
	whole, records := readSchema(t, "scenario.v1.json"), readSchema(t, "records.v1.json")
	shared := 0
	for name, def := range records.Defs {
		if of, ok := whole.Defs[name]; ok {
			shared++
			if diff := cmp.Diff(of, def); diff != "" {
				t.Errorf("%s (-scenario +records):\n%s", name, diff)
			}
		}
	}
	if shared != 10 {
		t.Errorf("%d definitions are shared, want 10", shared)
	}
}
