package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/evaluation"
	"github.com/sanjie-edu/sanjie/examples/internal/readme"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

// TestRun tells the three years once.
func TestRun(t *testing.T) {
	told, err := tell(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Run("page", func(t *testing.T) {
		var out strings.Builder
		if err := told.write(&out); err != nil {
			t.Fatal(err)
		}
		readme.Check(t, out.String())
	})
	t.Run("by hand", func(t *testing.T) { checkByHand(t, told) })
	t.Run("register", func(t *testing.T) { checkRegister(t, told) })
	t.Run("files", func(t *testing.T) { checkFiles(t, told) })
}

// byHand reads the two tables of the README's hand calculation: the cells of a term
// but its remark, and the last cell of everything else.
func byHand(t *testing.T) map[string]string {
	t.Helper()
	page, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "\n## By hand\n")
	section, _, closed := strings.Cut(rest, "\n## ")
	if !closed {
		t.Fatal("README.md has no section \"By hand\"")
	}
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\| (\d[ab]|all) \| ([\d |]+?) \| [^|]*\|$`).FindAllStringSubmatch(section, -1) {
		found[m[1]] = m[2]
	}
	for _, m := range regexp.MustCompile(`(?m)^\| ([a-z][^|]+) \| [^|]+ \| (\d+) \|$`).FindAllStringSubmatch(section, -1) {
		found[m[1]] = m[2]
	}
	return found
}

// checkByHand compares every total with the hand calculation.
func checkByHand(t *testing.T, told *tale) {
	got := map[string]string{}
	line := func(weeks, lessons, labor, experience, recognized int) string {
		return fmt.Sprintf("%d | %d | %d | %d | %d | %d", weeks, lessons, labor-lessons, labor, experience, recognized)
	}
	var all [3]int // lessons, and experience and recognized before
	for _, p := range told.terms {
		l, e := part(p.within, labor), part(p.after[0], experience)
		got[p.id] = line(l.Weeks, int(p.lessons), int(l.Hours.Delivered), int(e.Hours.Delivered)-all[1], int(e.Recognized.Delivered)-all[2])
		all = [3]int{all[0] + int(p.lessons), int(e.Hours.Delivered), int(e.Recognized.Delivered)}
	}
	list, err := told.assessed()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		l, e := part(a, labor), part(a, experience)
		sums := line(l.Weeks, all[0], int(l.Hours.Delivered), int(e.Hours.Delivered), int(e.Recognized.Delivered))
		if a.Learner == class { // it comes first
			got["all"] = sums
		}
		if a.Owes() || sums != got["all"] {
			t.Errorf("%s: %+v, want the class's sums and nothing owed", a.Learner, a.Parts)
		}
	}
	for i, id := range holders[1:] {
		s, name := told.owned[i+1].statement, string(id)+" "
		practice := 0
		for _, e := range told.archive.Book.Of(id) {
			if y := projectOf(e.Course); y.product != "" && y.center == "v2" && e.Date >= on(2025, 9, 1) {
				practice += int(e.Hours)
			}
		}
		got[name+"deposited"], got[name+"practice at v2 in grade 9"] = fmt.Sprint(s.Deposited), fmt.Sprint(practice)
		got[name+"credits"], got[name+"free hours"] = fmt.Sprint(s.Balances[0].Earned), fmt.Sprint(s.Free)
	}
	checkInterest(t, told, got)
	if diff := cmp.Diff(byHand(t), got); diff != "" {
		t.Errorf("totals (-by hand +got):\n%s", diff)
	}
}

// checkInterest adds what was rated to the totals.
func checkInterest(t *testing.T, told *tale, got map[string]string) {
	marks := 0
	for _, r := range told.survey.Ratings {
		if r.Role == evaluation.Self {
			marks += r.Answers[0].Mark
		}
	}
	r, err := told.found(capacity.DateSpan{})
	if err != nil {
		t.Fatal(err)
	}
	whole := r.Cells[0]
	if teachers := whole.Dimensions[0].Roles[1].Figure; teachers.Shown {
		t.Errorf("the figure of two teachers is shown: %+v", teachers)
	}
	got["marks"], got["mean of all visits"] = fmt.Sprint(marks), fmt.Sprint(int(whole.Overall.Mean))
	f, _ := told.archive.Book.Portfolio(pupil1)
	for _, y := range f.Years {
		got["p1 interest in grade "+y.Grade.String()] = fmt.Sprint(y.Marks[0].Mean)
	}
	got["p1 change"] = fmt.Sprint(f.Dimensions[0].Change)
	f, _ = told.archive.Book.Portfolio(pupil2)
	got["p2 interest in grade 8"] = fmt.Sprint(f.Years[1].Marks[0].Mean)
}

// checkRegister: one visit was made up for, one request of 7a and of 8a waited in
// vain, and the log makes the same register.
func checkRegister(t *testing.T, told *tale) {
	states := map[matching.State]int{}
	for b := range told.register.Bookings() {
		states[b.State]++
	}
	// 8 visits of the class, 1 of p2, 6 of other classes, and the one of the storm.
	if diff := cmp.Diff(map[matching.State]int{matching.StateCompleted: 15, matching.StateMadeUp: 1}, states); diff != "" {
		t.Errorf("bookings by state (-want +got):\n%s", diff)
	}
	waiting := ""
	for id, s := range told.register.Requests() {
		if s == matching.StateWaitlisted && strings.Contains(string(id), string(class)) {
			waiting += string(id) + "\n"
		}
	}
	if want := "7a.c2023-1.shanghai-2019-experience\n8a.c2023-1.shanghai-2019-experience.recognized\n"; waiting != want {
		t.Errorf("waiting:\n%swant\n%s", waiting, want)
	}
	if _, err := matching.Replay(told.register.Log(0)); err != nil {
		t.Error(err)
	}
}

// checkFiles reads everything that is kept: the records say the same, the
// certificate holds, and each damaged copy is refused.
func checkFiles(t *testing.T, told *tale) {
	dir := t.TempDir()
	if err := told.keep(dir); err != nil {
		t.Fatal(err)
	}
	for _, p := range told.terms {
		if _, err := story.Read(filepath.Join(dir, p.id)); err != nil { // verified with its scenario
			t.Errorf("%s: %v", p.id, err)
		}
	}
	text := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	_, kept, err := scenario.LoadRecords(bytes.NewReader(text(recordsFile)), told.terms[5].problem.Catalog())
	if err != nil {
		t.Fatal(err)
	}
	want, err := told.assessed()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range want {
		got, err := record.Assess(kept.Book, kept.Requirements, a.Learner, a.Period, kept.Account.Credits(a.Learner)...)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a, got); diff != "" {
			t.Errorf("%s, by the records that were kept (-told +kept):\n%s", a.Learner, diff)
		}
	}
	if _, err := scenario.LoadEvaluation(bytes.NewReader(text(evaluationFile))); err != nil {
		t.Error(err)
	}
	if got := told.issued.checked(string(text(completionFile))); !strings.HasPrefix(got, "good") {
		t.Error(got)
	}
	for _, d := range told.issued.damaged()[1:] {
		if got := told.issued.checked(d.text); d.text == string(told.issued.text) || !strings.HasPrefix(got, "refused: ") {
			t.Errorf("%s: %s", d.what, got)
		}
	}
}
