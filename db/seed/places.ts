export const ZONE = 'Asia/Kolkata';

export const CITIES = {
  bengaluru: 'Bengaluru',
  mumbai: 'Mumbai',
  jaipur: 'Jaipur',
} as const satisfies Record<string, string>;

export type CityKey = keyof typeof CITIES;

interface ClinicPlan {
  readonly city: CityKey;
  readonly name: string;
  readonly address: string;
  readonly locality: string;
  readonly pinCode: string;
  readonly phone: string;
}

export const CLINICS = {
  indiranagar: {
    city: 'bengaluru',
    name: 'Lakshmi Heart & Family Clinic',
    address: '412, 100 Feet Road, HAL 2nd Stage',
    locality: 'Indiranagar',
    pinCode: '560038',
    phone: '+91 80 4000 1210',
  },
  jayanagar: {
    city: 'bengaluru',
    name: 'Arogya Polyclinic',
    address: '27, 11th Main Road, 4th Block',
    locality: 'Jayanagar',
    pinCode: '560011',
    phone: '+91 80 4000 1327',
  },
  koramangala: {
    city: 'bengaluru',
    name: 'Banyan Tree Medical Centre',
    address: '88, 80 Feet Road, 6th Block',
    locality: 'Koramangala',
    pinCode: '560095',
    phone: '+91 80 4000 1588',
  },
  bandra: {
    city: 'mumbai',
    name: 'Carter Road Clinic',
    address: '3, Sea Breeze Apartments, Carter Road',
    locality: 'Bandra West',
    pinCode: '400050',
    phone: '+91 22 4000 2103',
  },
  dadar: {
    city: 'mumbai',
    name: 'Shivaji Park Speciality Clinic',
    address: '156, Keluskar Road North',
    locality: 'Dadar West',
    pinCode: '400028',
    phone: '+91 22 4000 2156',
  },
  powai: {
    city: 'mumbai',
    name: 'Lakeside Medical Centre',
    address: '2nd floor, Galleria Annexe, Central Avenue, Hiranandani Gardens',
    locality: 'Powai',
    pinCode: '400076',
    phone: '+91 22 4000 2276',
  },
  cScheme: {
    city: 'jaipur',
    name: 'Ashok Marg Clinic',
    address: 'B-14, Ashok Marg',
    locality: 'C-Scheme',
    pinCode: '302001',
    phone: '+91 141 400 3114',
  },
  malviyaNagar: {
    city: 'jaipur',
    name: 'Sanjeevani Health Centre',
    address: '61, Sector 9, near Gaurav Tower',
    locality: 'Malviya Nagar',
    pinCode: '302017',
    phone: '+91 141 400 3161',
  },
} as const satisfies Record<string, ClinicPlan>;

export type ClinicKey = keyof typeof CLINICS;
