package matching_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestPrograms compares the programs that come with the library with what the
// documents say of them.
func TestPrograms(t *testing.T) {
	catalog, err := curriculum.NewCatalog(curriculum.Spec{})
	if err != nil {
		t.Fatal(err)
	}
	network, err := capacity.NewNetwork(capacity.Spec{}, catalog)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := matching.NewProblem(catalog, network, matching.Spec{Programs: matching.Programs()}); err != nil {
		t.Fatalf("the programs are refused: %v", err)
	}
	got := map[matching.ProgramID][]string{}
	hours := map[matching.ProgramID]curriculum.ClassHours{}
	for _, p := range matching.Programs() {
		for _, c := range p.Components {
			got[p.ID] = append(got[p.ID], c.Name)
			hours[p.ID] += c.Hours
		}
	}
	want := map[matching.ProgramID][]string{
		"putuo16": {"走进一所职校", "体验一个项目", "了解一门职业", "感受一种文化"},
		"ladder":  {"初级职业体验", "中级职业实践", "高级职业探索"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("components (-want +got):\n%s", diff)
	}
	if hours["putuo16"] != 16 {
		t.Errorf("putuo16 asks for %d class hours, want 16", hours["putuo16"])
	}
}
