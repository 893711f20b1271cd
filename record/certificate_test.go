package record_test

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/record"
)

// testKey returns the key of testdata, which is published and for tests alone.
func testKey(t fatal) (ed25519.PrivateKey, ed25519.PublicKey) {
	t.Helper()
	text, err := os.ReadFile("testdata/rfc8032-test1.key")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	seed, err := hex.DecodeString(lines[1])
	if err != nil {
		t.Fatal(err)
	}
	public, err := hex.DecodeString(lines[2])
	if err != nil {
		t.Fatal(err)
	}
	return ed25519.NewKeyFromSeed(seed), public
}

// certified certifies what p1 milled and baked.
func certified(t fatal) *record.Certificate {
	t.Helper()
	c, err := seniorBook(t, threeTerms()...).Certify(record.Draft{
		Serial: "2026-0001", Learner: "p1", Issuer: `职业体验中心 "三阶" \ 1`, Issued: settled, Entries: []record.EntryID{"e5", "e4", "e2"},
		Standards: []record.StandardID{"劳动 2022", "综合实践"}, Credits: []record.SubjectCredits{{Subject: "综合实践", Credits: 2}, {Subject: "劳动", Credits: 4}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func golden(t fatal) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/completion.json")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestCertificateOfKnown keeps form, digest and signature the same on every
// architecture and from version to version.
func TestCertificateOfKnown(t *testing.T) {
	const (
		digest    = "aa85d56f8d88bda9822efb4d7002b1a3bff5463de03a1495228809fe846077d5"
		signature = "68706ef62e9b64ab1aec0d05018b5edd952890e2478dee32f6a30780060d0a43e9bc7313f0a5b4703142e3f3739667f312ea76ad411aa992b85d30230a0def05"
	)
	c := certified(t)
	if diff := gocmp.Diff(string(golden(t)), string(c.Bytes())); diff != "" {
		t.Errorf("canonical form (-want +got)\n%s", diff)
	}
	if got := c.Digest(); got != digest {
		t.Errorf("digest %s, want %s: certificates issued before have another now", got, digest)
	}
	private, public := testKey(t)
	got, err := c.Sign(private)
	if err != nil || hex.EncodeToString(got) != signature {
		t.Errorf("signature %x (%v), want %s: certificates signed before have another now", got, err, signature)
	}
	parsed, err := record.ParseCertificate(golden(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(c.Completion(), parsed.Completion()); diff != "" {
		t.Errorf("parsed (-want +got)\n%s", diff)
	}
	if err := parsed.Check(public, got); err != nil {
		t.Error(err)
	}
	if !ed25519.Verify(public, append([]byte("sanjie.completion/v1\n"), golden(t)...), got) {
		t.Error("the signature is not of the format, a line break and the canonical form")
	}
	if ed25519.Verify(public, golden(t), got) {
		t.Error("the signature is of the canonical form alone: of any document that the key signs")
	}
}

// TestCertificateDamage changes the golden certificate and its signature at every
// byte: each bit of it, a byte left out, one put in, two exchanged.
func TestCertificateDamage(t *testing.T) {
	private, public := testKey(t)
	sound := golden(t)
	signature, err := certified(t).Sign(private)
	if err != nil {
		t.Fatal(err)
	}
	tried, parsed := 0, 0
	try := func(how string, at int, text []byte) {
		tried++
		c, err := record.ParseCertificate(text)
		if err != nil {
			if !errors.As(err, new(*finding.Error)) {
				t.Errorf("%s at byte %d: refused with %v, not with findings", how, at, err)
			}
			return
		}
		parsed++
		if !bytes.Equal(c.Bytes(), text) {
			t.Errorf("%s at byte %d: parsed, and its form is another", how, at)
		}
		if err := c.Check(public, signature); !errors.Is(err, record.ErrSignature) {
			t.Errorf("%s at byte %d: the check says %v of\n%s", how, at, err, text)
		}
	}
	for i := range sound {
		for bit := range 8 {
			text := bytes.Clone(sound)
			text[i] ^= 1 << bit
			try("a bit flipped", i, text)
		}
		try("left out", i, slices.Delete(bytes.Clone(sound), i, i+1))
		try("cut off", i, sound[:i])
		for _, b := range []byte("0 a\",\n\x00\xe4") {
			try("put in", i, slices.Insert(bytes.Clone(sound), i, b))
		}
		if i > 0 && sound[i] != sound[i-1] {
			text := bytes.Clone(sound)
			text[i], text[i-1] = text[i-1], text[i]
			try("exchanged", i, text)
		}
	}
	try("put in", len(sound), append(bytes.Clone(sound), '\n'))
	// Most damage is seen by the form alone; the rest, such as another letter in a
	// name, by the signature.
	if tried < 18*len(sound) || parsed < 100 {
		t.Errorf("%d tried, %d of them in the canonical form", tried, parsed)
	}
	c := certified(t)
	for i := range signature {
		for bit := range 8 {
			other := bytes.Clone(signature)
			other[i] ^= 1 << bit
			if err := c.Check(public, other); !errors.Is(err, record.ErrSignature) {
				t.Errorf("byte %d of the signature changed: %v", i, err)
			}
		}
	}
}

// TestCertificateKeys: neither a key of another length nor another key will do.
func TestCertificateKeys(t *testing.T) {
	private, public := testKey(t)
	c := certified(t)
	signature, err := c.Sign(private)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Sign(private[:32]); err == nil || !strings.Contains(err.Error(), "has 32 bytes; want 64") {
		t.Errorf("signed with a seed: %v", err)
	}
	if err := c.Check(public[:31], signature); err == nil || errors.Is(err, record.ErrSignature) || !strings.Contains(err.Error(), "has 31 bytes; want 32") {
		t.Errorf("checked with half a key: %v", err)
	}
	for _, short := range [][]byte{nil, signature[:63], append(bytes.Clone(signature), 0)} {
		if err := c.Check(public, short); !errors.Is(err, record.ErrSignature) {
			t.Errorf("a signature of %d bytes: %v", len(short), err)
		}
	}
	other := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, 32)).Public().(ed25519.PublicKey)
	if err := c.Check(other, signature); !errors.Is(err, record.ErrSignature) {
		t.Errorf("checked with another's key: %v", err)
	}
}

// said writes a completion as docs/format.md says, by other code.
func said(t fatal, c record.Completion) []byte {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var members map[string]any
	if err := d.Decode(&members); err != nil {
		t.Fatal(err)
	}
	members["format"] = "sanjie.completion/v1"
	for name, v := range members {
		switch list, ok := v.([]any); {
		case ok && len(list) == 0:
			delete(members, name)
		case ok:
			slices.SortFunc(list, func(a, b any) int { return bytes.Compare(oneLine(t, a), oneLine(t, b)) })
		}
	}
	return oneLine(t, members)
}

func oneLine(t fatal, value any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func drawCompletion(t *rapid.T) record.Completion {
	text := rapid.StringMatching(`[a-z<&"\\ !学分𝕊é]{1,8}`)
	c := record.Completion{Serial: record.Serial(text.Draw(t, "serial")), Learner: "p1", Issuer: text.Draw(t, "issuer"), Issued: settled}
	for i := range rapid.IntRange(1, 4).Draw(t, "completed") {
		done := record.Completed{
			Entry: record.EntryID(text.Draw(t, "entry") + string(rune('a'+i))), Date: settled - 1, Course: "cnc", Center: "v1", Hours: 4,
		}
		if rapid.Bool().Draw(t, "named") {
			done.Name = text.Draw(t, "name")
		}
		c.Hours += done.Hours
		c.Completed = append(c.Completed, done)
	}
	for _, s := range rapid.SliceOfNDistinct(text, 0, 3, func(s string) string { return s }).Draw(t, "standards") {
		c.Standards = append(c.Standards, record.StandardID(s))
	}
	for _, s := range rapid.SliceOfNDistinct(text, 0, 3, func(s string) string { return s }).Draw(t, "subjects") {
		c.Credits = append(c.Credits, record.SubjectCredits{Subject: s, Credits: int(rapid.IntRange(1, 12).Draw(t, "credits"))})
	}
	return c
}

// TestCertificateForm compares the canonical form with what other code makes of
// the documentation, whatever the order of lists.
func TestCertificateForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCompletion(t)
		made, err := record.NewCertificate(c)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(string(said(t, c)), string(made.Bytes())); diff != "" {
			t.Fatalf("canonical form (-want +got)\n%s", diff)
		}
		slices.Reverse(c.Completed)
		slices.Reverse(c.Standards)
		slices.Reverse(c.Credits)
		again, err := record.NewCertificate(c)
		if err != nil || again.Digest() != made.Digest() {
			t.Fatalf("in another order: digest %s, want %s; error %v", again.Digest(), made.Digest(), err)
		}
		parsed, err := record.ParseCertificate(made.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(made.Completion(), parsed.Completion()); diff != "" {
			t.Fatalf("parsed (-want +got)\n%s", diff)
		}
	})
}

// TestParseCertificateRefuses: what says the same in another form.
func TestParseCertificateRefuses(t *testing.T) {
	tests := []struct {
		name, reason, old, new, says string
	}{
		{"blank space", "one form, without it", `,"issued"`, `, "issued"`, "not in the canonical form from byte"},
		{"line break at the end", "a digest would differ", `"}`, "\"}\n", "not in the canonical form"},
		{"another document after it", "one certificate", `"]}`, `"]}{}`, "not in the canonical form"},
		{"escape", "text is written as it is", `烘焙`, `\u70d8\u7119`, "not in the canonical form"},
		{"member twice", "which would hold", `"hours":4,`, `"hours":4,"hours":4,`, "not in the canonical form"},
		{"member in another case", "names are exact", `"issuer"`, `"Issuer"`, "not in the canonical form"},
		{"zero written", "what says nothing is left out", `"hours":4,"name":"烘焙"`, `"hours":4,"name":"烘焙","name":""`, "not in the canonical form"},
		{"list in another order", "sorted by bytes", `"劳动 2022","综合实践"`, `"综合实践","劳动 2022"`, "not in the canonical form"},
		{"null", "nothing is nothing", `"name":"烘焙"`, `"name":null`, "not in the canonical form"},
		{"unknown member", "misspelled", `"issuer"`, `"issuers"`, "unknown field"},
		{"fraction", "numbers are integers", `"hours":14`, `"hours":14.0`, "cannot unmarshal"},
		{"another format", "a version to come", `completion/v1`, `completion/v2`, "is not the format"},
		{"other sum", "hours are those completed", `"hours":14`, `"hours":15`, "state their sum, 14"},
		{"not in UTF-8", "it could not be written back", `烘焙`, "\xe7\x83", "not in the canonical form"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(string(golden(t)), tt.old, tt.new, 1)
			if text == string(golden(t)) {
				t.Fatalf("nothing to replace: %s", tt.old)
			}
			_, err := record.ParseCertificate([]byte(text))
			if !errors.As(err, new(*finding.Error)) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want one that says %q: %s", err, tt.says, tt.reason)
			}
		})
	}
}

func TestNewCertificateRefuses(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		change func(*record.Completion)
		path   string // of the only finding
	}{
		{"no serial", "an issuer tells certificates apart by it", func(c *record.Completion) { c.Serial = "" }, "/serial"},
		{"no learner", "it is somebody's", func(c *record.Completion) { c.Learner = "" }, "/learner"},
		{"no issuer", "somebody stands for it", func(c *record.Completion) { c.Issuer = "" }, "/issuer"},
		{"line break", "texts are of one line", func(c *record.Completion) { c.Issuer = "a\nb" }, "/issuer"},
		{"no date", "it was issued once", func(c *record.Completion) { c.Issued = 0 }, "/issued"},
		{"nothing completed", "then there is nothing to certify", func(c *record.Completion) { c.Completed, c.Hours = nil, 0 }, "/completed"},
		{"far too much", "a certificate is of one learner", func(c *record.Completion) { c.Completed = slices.Repeat(c.Completed, 3334) }, "/completed"},
		{"entry twice", "it would count twice", func(c *record.Completion) { c.Completed[1].Entry = c.Completed[0].Entry }, "/completed/1"},
		{"no entry", "it would prove nothing", func(c *record.Completion) { c.Completed[1].Entry = "" }, "/completed/1/entry"},
		{"done later", "nobody certifies what is to come", func(c *record.Completion) { c.Completed[1].Date = c.Issued + 1 }, "/completed/1/date"},
		{"no course", "something was done", func(c *record.Completion) { c.Completed[0].Course = "" }, "/completed/0/course"},
		{"no center", "somewhere", func(c *record.Completion) { c.Completed[0].Center = "" }, "/completed/0/center"},
		{"name of two lines", "texts are of one line", func(c *record.Completion) { c.Completed[0].Name = "a\nb" }, "/completed/0/name"},
		{"no hours", "it took time", func(c *record.Completion) { c.Hours -= c.Completed[0].Hours; c.Completed[0].Hours = 0 }, "/completed/0/hours"},
		{"other sum", "the sum is of the list", func(c *record.Completion) { c.Hours++ }, "/hours"},
		{"empty standard", "it has a name", func(c *record.Completion) { c.Standards[0] = "" }, "/standards/0"},
		{"standard twice", "once is enough", func(c *record.Completion) { c.Standards[1] = c.Standards[0] }, "/standards/1"},
		{"subject twice", "its credits are one sum", func(c *record.Completion) { c.Credits[1].Subject = c.Credits[0].Subject }, "/credits/1"},
		{"no subject", "credits are of one", func(c *record.Completion) { c.Credits[1].Subject = "" }, "/credits/1/subject"},
		{"no credits", "they are left out then", func(c *record.Completion) { c.Credits[0].Credits = 0 }, "/credits/0/credits"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := certified(t).Completion()
			tt.change(&c)
			_, err := record.NewCertificate(c)
			var refused *finding.Error
			if !errors.As(err, &refused) || len(refused.Findings) != 1 || refused.Findings[0].Path != tt.path {
				t.Errorf("got %v, want one finding at %s: %s", err, tt.path, tt.reason)
			}
		})
	}
}

func TestCertify(t *testing.T) {
	entries := append(threeTerms(), void("v1", threeTerms()[0]))
	tests := []struct {
		name    string
		reason  string
		entries []record.EntryID
		change  func(*record.Draft)
		path    string // of the only finding
	}{
		{"voided", "it does not count", []record.EntryID{"e2", "e1"}, nil, "/entries/1"},
		{"that voids", "nothing was done", []record.EntryID{"v1"}, nil, "/entries/0"},
		{"of nobody", "misspelled", []record.EntryID{"e9"}, nil, "/entries/0"},
		{"twice", "it would count twice", []record.EntryID{"e2", "e2"}, nil, "/entries/1"},
		{"none", "there is nothing to certify", nil, nil, "/entries"},
		{"another's", "p2 was absent", []record.EntryID{"e2"}, func(d *record.Draft) { d.Learner = "p2" }, "/entries/0"},
		{"done later", "nobody certifies what is to come", []record.EntryID{"e2", "e5"}, func(d *record.Draft) { d.Issued = civil(2026, 11, 19) }, "/entries/1"},
		{"no issuer", "somebody stands for it", []record.EntryID{"e2"}, func(d *record.Draft) { d.Issuer = "" }, "/issuer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := record.Draft{Serial: "1", Learner: "p1", Issuer: "c", Issued: settled, Entries: tt.entries}
			if tt.change != nil {
				tt.change(&d)
			}
			_, err := seniorBook(t, entries...).Certify(d)
			var refused *finding.Error
			if !errors.As(err, &refused) || len(refused.Findings) != 1 || refused.Findings[0].Path != tt.path {
				t.Errorf("got %v, want one finding at %s: %s", err, tt.path, tt.reason)
			}
		})
	}
	d := record.Draft{Serial: "1", Learner: "nobody", Issuer: "c", Issued: settled, Entries: []record.EntryID{"e2"}}
	if _, err := seniorBook(t, entries...).Certify(d); err == nil || !strings.Contains(err.Error(), "is no known learner") {
		t.Errorf("certified for nobody: %v", err)
	}
}

// TestCertificateIsImmutable: nothing given or handed out is shared.
func TestCertificateIsImmutable(t *testing.T) {
	given := certified(t).Completion()
	c, err := record.NewCertificate(given)
	if err != nil {
		t.Fatal(err)
	}
	given.Completed[0].Hours, given.Standards[0], given.Credits[0].Credits = 9, "x", 9
	handed := c.Completion()
	handed.Completed[0].Hours, handed.Standards[0], handed.Credits[0].Credits = 9, "x", 9
	c.Bytes()[0] = 'x'
	if diff := gocmp.Diff(certified(t).Completion(), c.Completion()) + gocmp.Diff(string(golden(t)), string(c.Bytes())); diff != "" {
		t.Errorf("the certificate changed (-want +got)\n%s", diff)
	}
	if order := slices.IsSortedFunc(handed.Completed, func(x, y record.Completed) int { return cmp.Compare(x.Date, y.Date) }); !order {
		t.Errorf("completed are not by date: %+v", handed.Completed)
	}
}
