package scenario_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/scenario"
)

// token is a token of a JSON text and what stands before it.
type token struct {
	blank, text string
	key         bool // the name of a member
}

var tokens = regexp.MustCompile(`(\s*)("(?:[^"\\]|\\.)*"|[-0-9.]+|[a-z]+|[][{},:])`)

func tokenize(text string) []token {
	var all []token
	for _, m := range tokens.FindAllStringSubmatch(text, -1) {
		if m[2] == ":" {
			all[len(all)-1].key = true
		}
		all = append(all, token{blank: m[1], text: m[2]})
	}
	return all
}

// damaged is one way to damage a file.
type damaged struct{ how, text string }

// damage returns texts none of which is a file any more: the sound text cut
// off before each token, and each token damaged in every way that fits its kind.
func damage(sound string) []damaged {
	var all []damaged
	at := 0
	for i, k := range tokenize(sound) {
		at += len(k.blank)
		before, after := sound[:at], sound[at+len(k.text):]
		put := func(how, text string) {
			all = append(all, damaged{fmt.Sprintf("token %d, %s: %s", i, k.text, how), before + text + after})
		}
		all = append(all, damaged{fmt.Sprintf("cut off before token %d, %s", i, k.text), before})
		put("twice", k.text+" "+k.text)
		for how, text := range k.replacements() {
			put(how, text)
		}
		at += len(k.text)
	}
	return all
}

func (k token) replacements() map[string]string {
	within := strings.Trim(k.text, `"`)
	switch c := k.text[0]; {
	case strings.ContainsRune("{}[],:", rune(c)):
		return map[string]string{"left out": "", "as a semicolon": ";", "with a comma before": "," + k.text}
	case k.key:
		return map[string]string{
			"without quotes": within, "in single quotes": "'" + within + "'", "misspelled": `"` + within + `x"`,
			"in upper case": strings.ToUpper(k.text), "as null": "null", "twice in the object": k.text + ":null," + k.text, "not in UTF-8": `"` + within + "\xff\"",
		}
	case c == '"':
		return map[string]string{
			"as a number": "5", "as null": "null", "as true": "true", "as a list": "[" + k.text + "]", "as an object": `{"id":` + k.text + "}",
			"not closed": `"` + within, "not in UTF-8": `"` + within + "\xe4\xb8\"", "half a pair": `"` + within + `\ud83d"`,
			"with a line break": `"` + within + "\n\"", "with an escaped line break": `"` + within + `\n"`, "with a wrong escape": `"` + within + `\q"`,
			"without quotes": within + "_",
		}
	}
	if k.text == "true" {
		return map[string]string{"as text": `"true"`, "as null": "null", "as a number": "1", "as a list": "[true]", "in upper case": "TRUE", "misspelled": "yes"}
	}
	return map[string]string{
		"as text": `"` + k.text + `"`, "as null": "null", "as true": "true", "as a list": "[" + k.text + "]", "with a fraction": k.text + ".5", "with an exponent": k.text + "e2",
		"with a leading zero": "0" + k.text, "with a plus": "+" + k.text, "far too large": "99999999999999999999", "hexadecimal": "0x1F", "NaN": "NaN",
	}
}

func refused(t *testing.T, files []damaged, read func(string) error) {
	t.Helper()
	for _, d := range files {
		err := read(d.text)
		var found *finding.Error
		if !errors.As(err, &found) {
			t.Errorf("%s: not refused with findings, but %v", d.how, err)
			continue
		}
		for _, f := range found.Findings {
			if f.Line < 1 || f.Line > 1+strings.Count(d.text, "\n") || f.Problem == "" {
				t.Errorf("%s: a finding without line or problem: %#v", d.how, f)
			}
		}
	}
}

// TestDamage reads thousands of damaged files. The fixtures have every field,
// so each field is damaged in each way.
func TestDamage(t *testing.T) {
	files := damage(contents(t, full))
	if len(files) < 300 {
		t.Errorf("only %d damaged files", len(files))
	}
	refused(t, files, func(text string) error {
		_, err := scenario.Read(strings.NewReader(text))
		return err
	})
	plans := damage(contents(t, fullPlan))
	if len(plans) < 300 {
		t.Errorf("only %d damaged plans", len(plans))
	}
	refused(t, plans, func(text string) error {
		_, err := scenario.ReadPlan(strings.NewReader(text))
		return err
	})
	certificates := damage(contents(t, fullCertificate))
	if len(certificates) < 300 {
		t.Errorf("only %d damaged certificates", len(certificates))
	}
	refused(t, certificates, func(text string) error {
		_, err := scenario.ReadCertificate(strings.NewReader(text))
		return err
	})
	evaluations := damage(contents(t, fullEvaluation))
	if len(evaluations) < 300 {
		t.Errorf("only %d damaged evaluations", len(evaluations))
	}
	refused(t, evaluations, func(text string) error {
		_, err := scenario.ReadEvaluation(strings.NewReader(text))
		return err
	})
	records := damage(contents(t, fullRecords))
	if len(records) < 300 {
		t.Errorf("only %d damaged records", len(records))
	}
	refused(t, records, func(text string) error {
		_, err := scenario.ReadRecords(strings.NewReader(text))
		return err
	})
	t.Logf("%d damaged scenarios, %d damaged plans, %d damaged certificates, %d damaged evaluations, %d damaged records",
		len(files), len(plans), len(certificates), len(evaluations), len(records))
}

// TestSoundTokens makes sure that it is the damage that is refused.
func TestSoundTokens(t *testing.T) {
	for _, name := range []string{full, fullPlan, fullCertificate, fullRecords, fullCompletion, fullEvaluation} {
		text := ""
		for _, k := range tokenize(contents(t, name)) {
			text += k.blank + k.text
		}
		if text+"\n" != contents(t, name) {
			t.Errorf("%s is not the sum of its tokens", name)
		}
	}
}
