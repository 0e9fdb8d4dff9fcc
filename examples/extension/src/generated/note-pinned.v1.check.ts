/* eslint-disable */
// Made by jupyter-eventlog-schemas of https://riverside.example/schemas/note-pinned: change the schema.
// @ts-nocheck
const schema0 = {
  required: ['colour', 'text'],
  type: 'object',
  additionalProperties: false,
  properties: {
    colour: { enum: ['yellow', 'blue'] },
    text: { maxLength: 200, type: 'string' }
  },
  definitions: {}
};
const func0 = Object.prototype.hasOwnProperty;
const func4 = text => [...text].length;
function validate0(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data } = {}
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == 'object' && !Array.isArray(data)) {
      let missing0;
      if (
        ((data.colour === undefined || !func0.call(data, 'colour')) &&
          (missing0 = 'colour')) ||
        ((data.text === undefined || !func0.call(data, 'text')) &&
          (missing0 = 'text'))
      ) {
        validate0.errors = [
          {
            instancePath,
            schemaPath: '#/required',
            keyword: 'required',
            params: { missingProperty: missing0 }
          }
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === 'colour' || key0 === 'text')) {
            validate0.errors = [
              {
                instancePath,
                schemaPath: '#/additionalProperties',
                keyword: 'additionalProperties',
                params: { additionalProperty: key0 }
              }
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.colour !== undefined && func0.call(data, 'colour')) {
            let data0 = data.colour;
            const _errs2 = errors;
            if (!(data0 === 'yellow' || data0 === 'blue')) {
              validate0.errors = [
                {
                  instancePath: instancePath + '/colour',
                  schemaPath: '#/properties/colour/enum',
                  keyword: 'enum',
                  params: { allowedValues: schema0.properties.colour.enum }
                }
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.text !== undefined && func0.call(data, 'text')) {
              let data1 = data.text;
              const _errs3 = errors;
              if (errors === _errs3) {
                if (typeof data1 === 'string') {
                  if (func4(data1) > 200) {
                    validate0.errors = [
                      {
                        instancePath: instancePath + '/text',
                        schemaPath: '#/properties/text/maxLength',
                        keyword: 'maxLength',
                        params: { limit: 200 }
                      }
                    ];
                    return false;
                  }
                } else {
                  validate0.errors = [
                    {
                      instancePath: instancePath + '/text',
                      schemaPath: '#/properties/text/type',
                      keyword: 'type',
                      params: { type: 'string' }
                    }
                  ];
                  return false;
                }
              }
              var valid0 = _errs3 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate0.errors = [
        {
          instancePath,
          schemaPath: '#/type',
          keyword: 'type',
          params: { type: 'object' }
        }
      ];
      return false;
    }
  }
  validate0.errors = vErrors;
  return errors === 0;
}
const PLACES: readonly string[] = [];

/** Null for data that fits, else the rule that it breaks. */
export default function check(data: object): string | null {
  if (validate0(data)) {
    return null;
  }
  const path = validate0.errors?.[0].schemaPath ?? '#';
  return (
    'does not fit ' +
    path.replace(
      /^#\/definitions\/([0-9]+)/,
      (_, index) => PLACES[Number(index)]
    )
  );
}
