interface SpecialisationPlan {
  readonly name: string;
  readonly treats: string;
}

export const SPECIALISATIONS = {
  generalMedicine: { name: 'General medicine', treats: 'Fever, cough, infections, blood pressure, tiredness, first opinions' },
  cardiology: { name: 'Cardiology', treats: 'Chest pain, palpitations, high blood pressure, breathlessness, heart check-ups' },
  dermatology: { name: 'Dermatology', treats: 'Acne, eczema, hair fall, pigmentation, skin allergies, moles' },
  paediatrics: { name: 'Paediatrics', treats: 'Newborn care, vaccinations, fevers, growth, childhood asthma' },
  gynaecology: { name: 'Gynaecology', treats: 'Pregnancy, irregular periods, PCOS, contraception, menopause' },
  orthopaedics: { name: 'Orthopaedics', treats: 'Back pain, knee pain, sports injuries, fractures, arthritis' },
  ent: { name: 'Ear, nose and throat', treats: 'Sinusitis, ear infections, hearing loss, tonsils, vertigo, snoring' },
  endocrinology: { name: 'Endocrinology', treats: 'Diabetes, thyroid disorders, obesity, hormone and bone problems' },
  psychiatry: { name: 'Psychiatry', treats: 'Anxiety, depression, sleep problems, addiction, attention difficulties' },
  ophthalmology: { name: 'Ophthalmology', treats: 'Blurred vision, cataract, glaucoma, dry and red eyes, diabetic eye checks' },
} as const satisfies Record<string, SpecialisationPlan>;

export type SpecialisationKey = keyof typeof SPECIALISATIONS;
