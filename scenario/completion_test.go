package scenario_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

// fullCompletion has every field; it is signed with the key of record/testdata.
const fullCompletion = "testdata/full.completion.json"

// testKey is the public key of RFC 8032, section 7.1, TEST 1.
const testKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

func publicKey(t fatal) ed25519.PublicKey {
	t.Helper()
	key, err := hex.DecodeString(testKey)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func writtenCompletion(t fatal, s *scenario.Signed) string {
	t.Helper()
	var b strings.Builder
	if err := scenario.WriteCompletion(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func readCompletion(t fatal, text string) *scenario.Signed {
	t.Helper()
	s, err := scenario.ReadCompletion(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestCompletion: the file is of the certificate whose canonical form record
// keeps, and its signature is good.
func TestCompletion(t *testing.T) {
	text := contents(t, fullCompletion)
	s := readCompletion(t, text)
	canonical, err := os.ReadFile("../record/testdata/completion.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(canonical), string(s.Bytes())); diff != "" {
		t.Errorf("the file says (-canonical +file):\n%s", diff)
	}
	if err := s.Check(publicKey(t), s.Signature); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(text, writtenCompletion(t, s)); diff != "" {
		t.Errorf("the file is not canonical (-file +written):\n%s", diff)
	}
	s.Signature = nil
	unsigned := writtenCompletion(t, s)
	if strings.Contains(unsigned, "signature") {
		t.Errorf("without a signature:\n%s", unsigned)
	}
	again := readCompletion(t, unsigned)
	if err := again.Check(publicKey(t), again.Signature); !errors.Is(err, record.ErrSignature) {
		t.Errorf("without a signature: %v", err)
	}
}

// TestCompletionDamage changes every byte of the file: it is refused, or the
// signature is not good any more, or it was blank space that nothing depends on.
func TestCompletionDamage(t *testing.T) {
	sound := []byte(contents(t, fullCompletion))
	key := publicKey(t)
	want := string(readCompletion(t, string(sound)).Bytes())
	refused, unsound, blank := 0, 0, 0
	for i := range sound {
		for _, b := range []byte{sound[i] ^ 1, sound[i] ^ 2, sound[i] ^ 4, sound[i] ^ 16, sound[i] ^ 32, ' ', '\n', '0', '"'} {
			text := bytes.Clone(sound)
			text[i] = b
			if b == sound[i] {
				continue
			}
			s, err := scenario.ReadCompletion(bytes.NewReader(text))
			switch {
			case err != nil:
				refused++
			case s.Check(key, s.Signature) != nil:
				unsound++
			case string(s.Bytes()) == want && strings.TrimSpace(string(sound[i:i+1])+string(text[i:i+1])) == "":
				blank++
			default:
				t.Errorf("byte %d from %q to %q: the check is passed", i, sound[i], b)
			}
		}
	}
	if refused == 0 || unsound == 0 || blank == 0 {
		t.Errorf("%d refused, %d with a signature that is not good, %d blank", refused, unsound, blank)
	}
}

func TestBadCompletion(t *testing.T) {
	sound := contents(t, fullCompletion)
	tests := []struct {
		name     string
		reason   string
		old, new string
		path     string
		line     int
		says     string
	}{
		{"a certificate of a bound", "the two are not to be mixed up", "sanjie.completion/v1", "sanjie.certificate/v1", "/format", 2, `want "sanjie.completion/v1"`},
		{"no serial", "an issuer tells certificates apart by it", `  "serial": "2026-0001",` + "\n", ``, "/serial", 1, "is missing"},
		{"unknown field", "misspelled", `"hours": 14`, `"hour": 14`, "/hour", 12, "unknown field"},
		{"other sum", "it is of what was completed", `"hours": 14`, `"hours": 15`, "/hours", 12, "state their sum, 14"},
		{"done later", "nobody certifies what is to come", `"2026-11-20"`, `"2027-11-20"`, "/completed/2/date", 10, "is after the certificate is issued"},
		{"upper-case digits", "a signature has one form", `"68706ef`, `"68706EF`, "/signature", 18, "is not a signature"},
		{"short signature", "it has 64 bytes", `"68706e`, `"68`, "/signature", 18, "is not a signature"},
		{"half a byte", "digits come in pairs", `"68706e`, `"8706e`, "/signature", 18, "is not a signature"},
		{"trailing data", "one certificate a file", "}\n", "}\n{}", "", 0, "follows the end"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			i := strings.LastIndex(sound, tt.old)
			if i < 0 {
				t.Fatalf("nothing to replace: %s", tt.old)
			}
			_, err := scenario.ReadCompletion(strings.NewReader(sound[:i] + tt.new + sound[i+len(tt.old):]))
			got := findings(t, err)[0]
			if got.Path != tt.path || tt.line > 0 && got.Line != tt.line || !strings.Contains(got.String(), tt.says) {
				t.Errorf("finding: %v\nwant one in line %d at %s that says: %s\n%s", got, tt.line, tt.path, tt.says, tt.reason)
			}
		})
	}
	both := strings.NewReplacer(`"hours": 14`, `"hours": 15`, `"68706e`, `"x`).Replace(sound)
	_, err := scenario.ReadCompletion(strings.NewReader(both))
	if got := findings(t, err); len(got) != 2 {
		t.Errorf("findings %v, want both", got)
	}
}

func TestWriteCompletionRefuses(t *testing.T) {
	s := readCompletion(t, contents(t, fullCompletion))
	s.Signature = s.Signature[:63]
	var b strings.Builder
	var refused *finding.Error
	if err := scenario.WriteCompletion(&b, s); !errors.As(err, &refused) || refused.Findings[0].Path != "/signature" || b.Len() > 0 {
		t.Errorf("error %v and %d bytes written, want a finding at /signature and none", err, b.Len())
	}
}

func TestDamagedCompletions(t *testing.T) {
	files := damage(contents(t, fullCompletion))
	if len(files) < 300 {
		t.Errorf("only %d damaged files", len(files))
	}
	refused(t, files, func(text string) error {
		_, err := scenario.ReadCompletion(strings.NewReader(text))
		return err
	})
}

// FuzzReadCompletion is FuzzRead for certificates of completion.
func FuzzReadCompletion(f *testing.F) {
	f.Add(contents(f, fullCompletion))
	f.Fuzz(func(t *testing.T, text string) {
		s, err := scenario.ReadCompletion(strings.NewReader(text))
		if err != nil {
			mustHaveFindings(t, err)
			return
		}
		first := writtenCompletion(t, s)
		if again := readCompletion(t, first); first != writtenCompletion(t, again) || again.Digest() != s.Digest() {
			t.Fatalf("written, read and written again:\n%s\n%s", first, writtenCompletion(t, again))
		}
		if c, err := record.ParseCertificate(s.Bytes()); err != nil || c.Digest() != s.Digest() {
			t.Fatalf("the canonical form is refused: %v\n%s", err, s.Bytes())
		}
	})
}

// TestFormatCompletion: the certificate shown is of the records shown, and the
// signature and digest are those that the text says.
func TestFormatCompletion(t *testing.T) {
	text := block(t, "json completion")
	s := readCompletion(t, text)
	if diff := cmp.Diff(text, writtenCompletion(t, s)); diff != "" {
		t.Errorf("the certificate is not canonical (-example +written):\n%s", diff)
	}
	if err := s.Check(publicKey(t), s.Signature); err != nil {
		t.Error(err)
	}
	for _, said := range []string{s.Digest(), testKey} {
		if !strings.Contains(contents(t, formatDoc), "\n`"+said+"`.") {
			t.Errorf("the text does not say %s", said)
		}
	}
	_, p, err := scenario.Load(strings.NewReader(block(t, "json scenario")))
	if err != nil {
		t.Fatal(err)
	}
	_, kept, err := scenario.LoadRecords(strings.NewReader(block(t, "json records")), p.Catalog())
	if err != nil {
		t.Fatal(err)
	}
	done := s.Completion()
	c, err := kept.Book.Certify(record.Draft{Serial: done.Serial, Learner: done.Learner, Issuer: done.Issuer, Issued: done.Issued, Entries: []record.EntryID{"e1", "e2"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(c.Bytes()), string(s.Bytes())); diff != "" {
		t.Errorf("certificate (-of the records +shown):\n%s", diff)
	}
}
