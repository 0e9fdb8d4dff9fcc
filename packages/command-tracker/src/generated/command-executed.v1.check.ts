/* eslint-disable */
// Made by jupyter-eventlog-schemas of https://jupyter-eventlog.readthedocs.io/schemas/command-executed: change the schema.
// @ts-nocheck
const schema0 = {
  required: ['command_id', 'trigger', 'outcome'],
  type: 'object',
  additionalProperties: false,
  properties: {
    command_id: { maxLength: 256, type: 'string' },
    trigger: {
      enum: [
        'keyboard',
        'menu',
        'context-menu',
        'palette',
        'launcher',
        'toolbar',
        'unknown'
      ]
    },
    outcome: { enum: ['succeeded', 'failed'] }
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
        ((data.command_id === undefined || !func0.call(data, 'command_id')) &&
          (missing0 = 'command_id')) ||
        ((data.trigger === undefined || !func0.call(data, 'trigger')) &&
          (missing0 = 'trigger')) ||
        ((data.outcome === undefined || !func0.call(data, 'outcome')) &&
          (missing0 = 'outcome'))
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
          if (!(
            key0 === 'command_id' ||
            key0 === 'trigger' ||
            key0 === 'outcome'
          )) {
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
          if (data.command_id !== undefined && func0.call(data, 'command_id')) {
            let data0 = data.command_id;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === 'string') {
                if (func4(data0) > 256) {
                  validate0.errors = [
                    {
                      instancePath: instancePath + '/command_id',
                      schemaPath: '#/properties/command_id/maxLength',
                      keyword: 'maxLength',
                      params: { limit: 256 }
                    }
                  ];
                  return false;
                }
              } else {
                validate0.errors = [
                  {
                    instancePath: instancePath + '/command_id',
                    schemaPath: '#/properties/command_id/type',
                    keyword: 'type',
                    params: { type: 'string' }
                  }
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.trigger !== undefined && func0.call(data, 'trigger')) {
              let data1 = data.trigger;
              const _errs4 = errors;
              if (!(
                data1 === 'keyboard' ||
                data1 === 'menu' ||
                data1 === 'context-menu' ||
                data1 === 'palette' ||
                data1 === 'launcher' ||
                data1 === 'toolbar' ||
                data1 === 'unknown'
              )) {
                validate0.errors = [
                  {
                    instancePath: instancePath + '/trigger',
                    schemaPath: '#/properties/trigger/enum',
                    keyword: 'enum',
                    params: { allowedValues: schema0.properties.trigger.enum }
                  }
                ];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.outcome !== undefined && func0.call(data, 'outcome')) {
                let data2 = data.outcome;
                const _errs5 = errors;
                if (!(data2 === 'succeeded' || data2 === 'failed')) {
                  validate0.errors = [
                    {
                      instancePath: instancePath + '/outcome',
                      schemaPath: '#/properties/outcome/enum',
                      keyword: 'enum',
                      params: { allowedValues: schema0.properties.outcome.enum }
                    }
                  ];
                  return false;
                }
                var valid0 = _errs5 === errors;
              } else {
                var valid0 = true;
              }
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
