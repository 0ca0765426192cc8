// A Questionnaire of FHIR R4, validated against HL7's definitions and scored by its own calculated expressions.
// node questionnaire.js QUESTIONNAIRE ANSWERS, both JSON; ANSWERS is a list of objects, linkId to answer or null.
// Writes { problems: [ … ], scores: [ { linkId: score or null } … ] }.
'use strict';
const fs = require('fs');
const { Fhir } = require('fhir');
const fhirpath = require('fhirpath');
const r4 = require('fhirpath/fhir-context/r4');

const CALCULATED = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression';

const [questionnaireFile, answersFile] = process.argv.slice(2);
const questionnaire = JSON.parse(fs.readFileSync(questionnaireFile, 'utf8'));
const respondents = JSON.parse(fs.readFileSync(answersFile, 'utf8'));

function allItems(items) {
  return (items || []).flatMap((item) => [item, ...allItems(item.item)]);
}
const items = allItems(questionnaire.item);

function expressionOf(item) {
  const found = (item.extension || []).find((extension) => extension.url === CALCULATED);
  return found && found.valueExpression.expression;
}

// An answer as a form would give it: the coding that was offered, or the number.
function answered(item, answer) {
  if (item.type === 'choice') return { valueCoding: item.answerOption.find((one) => one.valueCoding.code === answer).valueCoding };
  return item.type === 'decimal' ? { valueDecimal: answer } : { valueInteger: Number(answer) };
}

function responseItems(list, answers) {
  return (list || []).flatMap((item) => {
    if (item.item) return [{ linkId: item.linkId, item: responseItems(item.item, answers) }];
    const answer = answers[item.linkId];
    return answer === null || answer === undefined ? [] : [{ linkId: item.linkId, answer: [answered(item, answer)] }];
  });
}

// Scores may rest on other scores, in whatever order they stand.
const scored = items.filter(expressionOf).map((item) => ({
  linkId: item.linkId,
  evaluate: fhirpath.compile(expressionOf(item), r4),
}));
function scoresOf(given) {
  const answers = { ...given };
  for (let round = 0; round < 3; ++round) {
    const response = { resourceType: 'QuestionnaireResponse', status: 'completed', item: responseItems(questionnaire.item, answers) };
    for (const one of scored) {
      const [score] = one.evaluate(response, { resource: response, questionnaire });
      answers[one.linkId] = score === undefined ? null : Number(score);
    }
  }
  return Object.fromEntries(scored.map((one) => [one.linkId, answers[one.linkId]]));
}

const validation = new Fhir().validate(questionnaire, { errorOnUnexpected: true });
process.stdout.write(JSON.stringify({
  problems: validation.messages.filter((message) => message.severity === 'error' || message.severity === 'fatal'),
  scores: respondents.map(scoresOf),
}));
