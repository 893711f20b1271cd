package scenario

// EditTypeForTest is the type of an edit file.
var EditTypeForTest = editType
