interface LabTestPlan {
  readonly name: string;
  readonly alsoKnownAs: string;
  readonly preparation: string;
}

const NO_PREPARATION = 'No preparation. Drink water as usual.';
const OVERNIGHT_FAST = 'Fast for 10 to 12 hours; plain water is fine. Come in the morning.';

export const LAB_TESTS = {
  completeBloodCount: { name: 'Complete blood count', alsoKnownAs: 'CBC, hemogram, full blood count', preparation: NO_PREPARATION },
  fastingGlucose: { name: 'Fasting blood sugar', alsoKnownAs: 'FBS, fasting glucose, sugar test', preparation: 'Fast for 8 hours; plain water is fine.' },
  hba1c: { name: 'HbA1c', alsoKnownAs: 'Glycated haemoglobin, three-month sugar, A1C', preparation: NO_PREPARATION },
  lipidProfile: { name: 'Lipid profile', alsoKnownAs: 'Cholesterol, HDL, LDL, triglycerides', preparation: OVERNIGHT_FAST },
  thyroidProfile: { name: 'Thyroid profile', alsoKnownAs: 'TSH, T3, T4, TFT', preparation: 'Come before your morning thyroid tablet.' },
  liverFunction: { name: 'Liver function test', alsoKnownAs: 'LFT, SGPT, SGOT, bilirubin', preparation: 'Avoid alcohol for 24 hours.' },
  kidneyFunction: { name: 'Kidney function test', alsoKnownAs: 'KFT, RFT, creatinine, urea', preparation: NO_PREPARATION },
  electrolytes: { name: 'Serum electrolytes', alsoKnownAs: 'Sodium, potassium, chloride', preparation: NO_PREPARATION },
  vitaminD: { name: 'Vitamin D', alsoKnownAs: '25-OH vitamin D, 25-hydroxy', preparation: NO_PREPARATION },
  vitaminB12: { name: 'Vitamin B12', alsoKnownAs: 'Cobalamin', preparation: 'Skip B12 supplements for 24 hours.' },
  ironStudies: { name: 'Iron studies', alsoKnownAs: 'Ferritin, TIBC, serum iron', preparation: OVERNIGHT_FAST },
  uricAcid: { name: 'Uric acid', alsoKnownAs: 'Gout test, serum urate', preparation: 'Fast for 4 hours.' },
  crp: { name: 'C-reactive protein', alsoKnownAs: 'CRP, hs-CRP, inflammation', preparation: NO_PREPARATION },
  esr: { name: 'Erythrocyte sedimentation rate', alsoKnownAs: 'ESR, sed rate', preparation: NO_PREPARATION },
  urineRoutine: { name: 'Urine routine', alsoKnownAs: 'Urinalysis, urine R/M', preparation: 'Bring a first-morning, mid-stream sample; we hand out the cup.' },
  dengueNs1: { name: 'Dengue NS1 antigen', alsoKnownAs: 'Dengue test, NS1', preparation: 'Most reliable within 5 days of fever.' },
  malariaAntigen: { name: 'Malaria antigen', alsoKnownAs: 'Malaria rapid test, MP', preparation: 'Best taken while feverish.' },
  bloodGroup: { name: 'Blood group and Rh', alsoKnownAs: 'ABO, blood type, Rhesus', preparation: NO_PREPARATION },
  psa: { name: 'Prostate-specific antigen', alsoKnownAs: 'PSA, prostate test', preparation: 'Avoid cycling for 48 hours.' },
  betaHcg: { name: 'Beta hCG', alsoKnownAs: 'Pregnancy blood test', preparation: NO_PREPARATION },
} as const satisfies Record<string, LabTestPlan>;

export type LabTestKey = keyof typeof LAB_TESTS;
