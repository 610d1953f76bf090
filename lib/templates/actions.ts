"use server";
import { guardedAction } from "@/lib/accounts/guarded-action";
import { archiveTemplate, restoreTemplate } from "./archive-template";
import { editTemplate, renewTemplate } from "./change-template";
import { readSample } from "./read-sample";
import { saveTemplate } from "./save-template";
import {
  editTemplateInput,
  readSampleInput,
  renewTemplateInput,
  saveTemplateInput,
  templateInput,
} from "./schema";

export const readSampleAction = guardedAction({
  permission: "template.manage",
  input: readSampleInput,
  run: readSample,
});
export const saveTemplateAction = guardedAction({
  permission: "template.manage",
  input: saveTemplateInput,
  run: saveTemplate,
});
export const renewTemplateAction = guardedAction({
  permission: "template.manage",
  input: renewTemplateInput,
  run: renewTemplate,
});
export const editTemplateAction = guardedAction({
  permission: "template.manage",
  input: editTemplateInput,
  run: editTemplate,
});
export const archiveTemplateAction = guardedAction({
  permission: "template.manage",
  input: templateInput,
  run: archiveTemplate,
});
export const restoreTemplateAction = guardedAction({
  permission: "template.manage",
  input: templateInput,
  run: restoreTemplate,
});
