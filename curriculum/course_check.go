package curriculum

import (
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/finding"
)

// check notes what is wrong with the course at path, but for its id and for
// cycles of prerequisites.
func (c Course) check(path string, known ids, found *finding.List) {
	finding.CheckText(found, path+"/name", c.Name)
	finding.CheckText(found, path+"/theme", c.Theme)
	tiers.Check(found, path+"/tier", c.Tier)
	if c.Major != "" {
		known.majors.CheckRef(found, path+"/major", c.Major)
	}
	checkRefs(found, path+"/occupations", c.Occupations, known.occupations)
	c.checkTags(path+"/tags", found)
	if c.Labor != 0 {
		laborGroups.Check(found, path+"/labor", c.Labor)
	}
	c.checkContent(path, found)
	finding.CheckRange(found, path+"/hours", c.Hours, 0, mostHours)
	deliveries.Check(found, path+"/delivery", c.Delivery)
	checkGrades(found, path+"/grades", c.Grades)
	c.checkGroup(path, found)
	checkRefs(found, path+"/prerequisites", c.Prerequisites, known.courses)
	checkIDs(found, path+"/orientation", c.Orientation)
	finding.CheckRange(found, path+"/minimum", c.Minimum, 0, mostPeople)
	finding.CheckRange(found, path+"/instructors", c.Instructors, 0, mostPeople)
	finding.CheckRange(found, path+"/pupilsPerInstructor", c.PupilsPerInstructor, 0, mostPeople)
	c.checkCosts(path, known, found)
}

// checkContent checks what pupils do and make. Practice is led by a work task
// and makes at least one typical product (domain: 以职业工作任务为引领…典型作品);
// activities may stay unsaid, but those said must not leave that out.
func (c Course) checkContent(path string, found *finding.List) {
	for i, a := range c.Activities {
		activities.Check(found, path+"/activities/"+strconv.Itoa(i), a)
	}
	finding.CheckRepeats(found, path+"/activities", c.Activities)
	if c.Tier == Practice && len(c.Activities) > 0 && !slices.Contains(c.Activities, WorkTask) && !slices.Contains(c.Activities, Making) {
		found.Add(path+"/activities", nil, "lack the work task that leads a Practice course", "add worktask or making, or correct the tier")
	}
	if c.Tier == Practice && len(c.Products) == 0 {
		found.Add(path+"/products", nil, "are empty, and a Practice course makes a typical product", "name at least one, or correct the tier")
	}
	for i, product := range c.Products {
		at := path + "/products/" + strconv.Itoa(i)
		if product == "" {
			found.Add(at, nil, "is empty", "name the product or remove it")
			continue
		}
		finding.CheckText(found, at, product)
	}
	finding.CheckRepeats(found, path+"/products", c.Products)
}

// checkTags checks the words that programs ask for: each says something, once.
func (c Course) checkTags(path string, found *finding.List) {
	for i, tag := range c.Tags {
		at := path + "/" + strconv.Itoa(i)
		if tag == "" {
			found.Add(at, nil, "is empty", "write the tag or remove it")
			continue
		}
		finding.CheckText(found, at, tag)
	}
	finding.CheckRepeats(found, path, c.Tags)
}

func (c Course) checkGroup(path string, found *finding.List) {
	least := finding.CheckRange(found, path+"/minGroup", c.MinGroup, 0, mostPeople)
	most := finding.CheckRange(found, path+"/maxGroup", c.MaxGroup, 0, mostPeople)
	if least && most && c.MaxGroup > 0 && c.MaxGroup < c.MinGroup {
		found.Add(path+"/maxGroup", c.MaxGroup, "is below minGroup "+strconv.Itoa(c.MinGroup), "no cohort fits both; raise it or lower minGroup")
	}
}

// checkCosts checks what a pupil uses up and costs. An item or line named twice
// is refused because it is not said whether the two add up.
func (c Course) checkCosts(path string, known ids, found *finding.List) {
	items := make([]ItemID, len(c.Consumables))
	for i, x := range c.Consumables {
		items[i] = x.Item
		at := path + "/consumables/" + strconv.Itoa(i)
		known.items.CheckRef(found, at+"/item", x.Item)
		finding.CheckRange(found, at+"/perPupil", x.PerPupil, 0, mostUnits)
	}
	finding.CheckRepeats(found, path+"/consumables", items)
	lines := make([]LineID, len(c.Fees))
	for i, x := range c.Fees {
		lines[i] = x.Line
		at := path + "/fees/" + strconv.Itoa(i)
		known.lines.CheckRef(found, at+"/line", x.Line)
		finding.CheckRange(found, at+"/perPupil", x.PerPupil, 0, mostMoney)
	}
	finding.CheckRepeats(found, path+"/fees", lines)
}

// checkRefs notes the ids of a list that do not exist or come twice.
func checkRefs[ID ~string](found *finding.List, path string, list []ID, known finding.Index[ID]) {
	for i, id := range list {
		known.CheckRef(found, path+"/"+strconv.Itoa(i), id)
	}
	finding.CheckRepeats(found, path, list)
}

// checkIDs notes the ids of a list that are malformed or come twice.
func checkIDs[ID ~string](found *finding.List, path string, list []ID) {
	for i, id := range list {
		finding.CheckID(found, path+"/"+strconv.Itoa(i), id)
	}
	finding.CheckRepeats(found, path, list)
}
